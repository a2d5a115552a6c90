package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.tensor.BooleanTensor;
import qcc.tensor.ByteTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class ElementwiseTest {

    /** Any two shapes that can be broadcast, in blocks of samples or uniform, against an index calculation for every element. */
    @Property(tries = 200)
    void broadcastsAsNumpyDoes(@ForAll long seed) {
        var random = new Random(seed);
        int rank = random.nextInt(0, 5);
        var common = random.ints(rank, 1, 7).toArray();
        if (rank > 0 && random.nextInt(4) == 0) {
            common[rank - 1] = 1500;
        }
        int samples = random.nextInt(1, 4);
        var left = operand(random, common, samples);
        var right = operand(random, common, samples);
        var operation = new String[]{"nn.add", "nn.sub", "nn.mul", "nn.div"}[random.nextInt(4)];
        var result = (FloatTensor) apply(operation, type(left) + ", " + type(right), type(result(left, right)), left, right);

        for (int i = 0; i < result.elements(); i++) {
            float a = left.data()[source(left.shape(), result.shape(), i)];
            float b = right.data()[source(right.shape(), result.shape(), i)];
            float expected = switch (operation) {
                case "nn.add" -> a + b;
                case "nn.sub" -> a - b;
                case "nn.mul" -> a * b;
                default -> a / b;
            };
            assertThat(result.data()[i]).isEqualTo(expected);
        }
    }

    private static FloatTensor operand(Random random, int[] common, int samples) {
        int dropped = random.nextInt(0, common.length + 1);
        var dimensions = new int[common.length - dropped + 1];
        dimensions[0] = random.nextBoolean() ? 1 : samples;
        for (int i = 1; i < dimensions.length; i++) {
            dimensions[i] = random.nextInt(3) == 0 ? 1 : common[dropped + i - 1];
        }
        var shape = Shape.of(dimensions);
        var data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() + 0.5f;
        }
        return new FloatTensor(shape, data);
    }

    private static Tensor result(Tensor left, Tensor right) {
        return Tensor.zeros(ElementType.F32, BroadcastRows.of(left.shape(), right.shape()).shape());
    }

    private static String type(Tensor block) {
        return Tensor.zeros(block.elementType(), block.shape().sample()).typeText();
    }

    private static int source(Shape operand, Shape result, int index) {
        var place = NaiveConvolution.coordinates(result, index);
        int from = operand.dimension(0) == 1 ? 0 : place[0];
        for (int i = 1; i < operand.rank(); i++) {
            int at = place[place.length - operand.rank() + i];
            from = from * operand.dimension(i) + (operand.dimension(i) == 1 ? 0 : at);
        }
        return from;
    }

    @Test
    void fusedActivationsLimitTheResult() {
        assertThat(apply("nn.add {clamp = array<f64: 0.0, 6.0>}", "tensor<3xf32>, tensor<3xf32>", "tensor<3xf32>",
                new FloatTensor(shape(1, 3), new float[]{-4, 2, 5}), new FloatTensor(shape(1, 3), new float[]{1, 1, 4})))
                .isEqualTo(new FloatTensor(shape(1, 3), new float[]{0, 3, 6}));
    }

    @Test
    void reluAndClampKeepNaN() {
        var input = new FloatTensor(shape(1, 5), new float[]{-1, 2, Float.NaN, 9, Float.NEGATIVE_INFINITY});
        assertThat(apply("nn.relu", "tensor<5xf32>", "tensor<5xf32>", input))
                .isEqualTo(new FloatTensor(shape(1, 5), new float[]{0, 2, Float.NaN, 9, 0}));
        assertThat(apply("nn.clamp {min = -0.5 : f64, max = 6.0 : f64}", "tensor<5xf32>", "tensor<5xf32>", input))
                .isEqualTo(new FloatTensor(shape(1, 5), new float[]{-0.5f, 2, Float.NaN, 6, -0.5f}));
    }

    @Test
    void functionsAreThoseOfStrictMath() {
        var input = new FloatTensor(shape(1, 4), new float[]{-100, -0.3f, 0, 2.5f});
        var sigmoid = (FloatTensor) apply("nn.sigmoid", "tensor<4xf32>", "tensor<4xf32>", input);
        var tanh = (FloatTensor) apply("nn.tanh", "tensor<4xf32>", "tensor<4xf32>", input);
        for (int i = 0; i < 4; i++) {
            assertThat(sigmoid.data()[i]).isEqualTo((float) (1 / (1 + StrictMath.exp(-(double) input.data()[i]))));
            assertThat(tanh.data()[i]).isEqualTo((float) StrictMath.tanh(input.data()[i]));
        }
    }

    @Test
    void integersWrapAndTruncate() {
        var left = new LongTensor(shape(1, 3), new long[]{7, -7, Long.MAX_VALUE});
        var right = new LongTensor(shape(1, 3), new long[]{2, 2, 1});
        assertThat(apply("nn.div", "tensor<3xi64>, tensor<3xi64>", "tensor<3xi64>", left, right))
                .isEqualTo(new LongTensor(shape(1, 3), new long[]{3, -3, Long.MAX_VALUE}));
        assertThat(apply("nn.add", "tensor<3xi64>, tensor<3xi64>", "tensor<3xi64>", left, right))
                .isEqualTo(new LongTensor(shape(1, 3), new long[]{9, -5, Long.MIN_VALUE}));
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> apply("nn.div", "tensor<3xi64>, tensor<1xi64>", "tensor<3xi64>", left,
                        new LongTensor(shape(1, 1), new long[1])))
                .withMessageContaining("divides an integer by zero");
    }

    @Test
    void doublesKeepTheirPrecision() {
        var third = new DoubleTensor(shape(1, 1), new double[]{1 / 3.0});
        assertThat(apply("nn.mul", "tensor<1xf64>, tensor<1xf64>", "tensor<1xf64>", third, third))
                .isEqualTo(new DoubleTensor(shape(1, 1), new double[]{1 / 3.0 * (1 / 3.0)}));
    }

    @Test
    void halfPrecisionResultsAreRoundedOnce() {
        var value = new FloatTensor(shape(1, 1), new float[]{2049f / 2048});
        assertThat(apply("nn.identity", "tensor<1xf16>", "tensor<1xf16>", value))
                .isEqualTo(new FloatTensor(shape(1, 1), new float[]{1}));
    }

    @Test
    void castsFollowOnnx() {
        var reals = new FloatTensor(shape(1, 4), new float[]{-1.9f, 1.9f, 0, 300});
        assertThat(apply("nn.cast", "tensor<4xf32>", "tensor<4xi64>", reals))
                .isEqualTo(new LongTensor(shape(1, 4), new long[]{-1, 1, 0, 300}));
        assertThat(apply("nn.cast", "tensor<4xf32>", "tensor<4xi1>", reals))
                .isEqualTo(new BooleanTensor(shape(1, 4), new boolean[]{true, true, false, true}));
        assertThat(apply("nn.cast", "tensor<1xi64>", "tensor<1xf32>", new LongTensor(shape(1, 1), new long[]{(1L << 40) + 1})))
                .isEqualTo(new FloatTensor(shape(1, 1), new float[]{0x1p40f}));
        assertThat(apply("nn.cast", "tensor<1xi64>", "tensor<1xi8>", new LongTensor(shape(1, 1), new long[]{257})))
                .isEqualTo(new ByteTensor(shape(1, 1), new byte[]{1}));
    }

    @ParameterizedTest
    @CsvSource({"nchw, 2x3x2", "nhwc, 2x2x3", "nchw, 2x3"})
    void batchNormalizationWorksOnChannels(String layout, String dimensions) {
        var type = "tensor<" + dimensions + "xf32>";
        boolean last = !layout.equals("nchw") || dimensions.equals("2x3");
        int inner = dimensions.equals("2x3") || last ? 1 : 2;
        var shape = dimensions.equals("2x3") ? shape(2, 2, 3) : last ? shape(2, 2, 2, 3) : shape(2, 2, 3, 2);
        var input = new float[shape.elements()];
        for (int i = 0; i < input.length; i++) {
            input[i] = i * 0.37f - 2;
        }
        var parameters = new float[][]{{2, 0.5f, -1}, {0.25f, -3, 1}, {0.5f, -1, 2}, {1, 4, 0.3f}};
        var tensors = Stream.of(parameters).map(p -> (Tensor) new FloatTensor(shape(1, 3), p)).toList();
        var parameter = "tensor<3xf32>";
        var result = (FloatTensor) apply("nn.batch_norm {epsilon = 1.0e-3 : f64, layout = \"" + layout + "\"}",
                String.join(", ", type, parameter, parameter, parameter, parameter), type, new FloatTensor(shape, input), tensors.get(0),
                tensors.get(1), tensors.get(2), tensors.get(3));
        for (int i = 0; i < input.length; i++) {
            int c = i / inner % 3;
            double expected = (input[i] - parameters[2][c]) / Math.sqrt(parameters[3][c] + 1e-3) * parameters[0][c] + parameters[1][c];
            assertThat((double) result.data()[i]).isCloseTo(expected, Assertions.within(1e-5));
        }
    }
}

package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class PoolsTest {
    private static final UniformType SIGNED = new UniformType(Storage.I8, FloatType.F32, 0.5, -7);
    private static final UniformType UNSIGNED = new UniformType(Storage.U8, FloatType.F32, 0.5, 9);

    /** Windows of a pool: those of a depthwise convolution with one weight for each element. */
    private static NaiveConvolution naive(RandomConvolution drawn, Shape input, Shape output) {
        var weights = shape(IntStream.concat(IntStream.of(input.dimension(1), 1),
                drawn.window().kernel().stream().mapToInt(Long::intValue)).toArray());
        return new NaiveConvolution(drawn.window(), input.dimension(1), input, weights, output);
    }

    private static Op pool(RandomConvolution drawn, Type element, Layout layout, boolean max, boolean withPadding) {
        var fixture = new Fixture();
        var dimensions = layout == Layout.NHWC ? RandomConvolution.channelsLast(drawn.input()) : drawn.input();
        var input = fixture.argument(TensorType.of(element, dimensions));
        return max
                ? MaxPoolOp.create(fixture.builder(), Fixture.HERE, input, drawn.window(), layout)
                : AvgPoolOp.create(fixture.builder(), Fixture.HERE, input, drawn.window(), withPadding, layout);
    }

    /** A window may lie in the padding altogether; a mean over nothing is tested by itself. */
    private static boolean hasEmptyWindow(RandomConvolution drawn, Shape input) {
        var geometry = new WindowGeometry(drawn.window(), Layout.NCHW, input);
        return Arrays.stream(geometry.validTaps()).anyMatch(n -> n == 0);
    }

    @Property(tries = 300)
    void equalTheDefinition(@ForAll long seed) {
        var random = new Random(seed);
        var drawn = RandomConvolution.draw(random);
        var element = new Type[]{FloatType.F32, SIGNED, UNSIGNED}[random.nextInt(3)];
        var block = Elements.blockShape(TensorType.of(element, drawn.input()), drawn.samples());
        boolean max = random.nextBoolean();
        boolean withPadding = random.nextBoolean();
        if (hasEmptyWindow(drawn, block)) {
            return;
        }
        var input = Tensor.zeros(Elements.kind(element), block);
        for (int i = 0; i < input.elements(); i++) {
            input.setLong(i, element == UNSIGNED ? random.nextInt(256) : random.nextInt(-128, 128));
        }
        for (var layout : Layout.values()) {
            var op = pool(drawn, element, layout, max, withPadding);
            var result = Fixture.run(op, ordered(input, layout));
            assertThat(result).isEqualTo(ordered(expected(drawn, input, element, max, withPadding), layout));
        }
    }

    private static Tensor ordered(Tensor tensor, Layout layout) {
        return layout == Layout.NHWC ? FloatConvolutionTest.toLast(tensor) : tensor;
    }

    private static Tensor expected(RandomConvolution drawn, Tensor input, Type element, boolean max, boolean withPadding) {
        var outputShape = drawn.window().outputShape(qcc.ir.Shape.of(drawn.input()), Layout.NCHW, drawn.input()[1]);
        var result = Tensor.zeros(input.elementType(), Elements.blockShape(new TensorType(outputShape, element), drawn.samples()));
        var naive = naive(drawn, input.shape().sample().with(0, drawn.samples()), result.shape().sample().with(0, drawn.samples()));
        long zero = element instanceof UniformType t ? t.zeroPoint() : 0;
        for (int i = 0; i < result.elements(); i++) {
            var state = new double[]{Double.NEGATIVE_INFINITY, 0, 0};
            naive.forEachTerm(i, (x, w) -> {
                if (x >= 0 || withPadding) {
                    double value = x >= 0 ? input.doubleAt(x) : zero;
                    state[1] += value;
                    state[2]++;
                }
                state[0] = x >= 0 ? Math.max(state[0], input.doubleAt(x)) : state[0];
            });
            double mean = (float) state[1] / (float) state[2];
            if (input instanceof IntegerTensor) {
                mean = Math.signum(state[1]) * Math.floor(Math.abs(state[1]) / state[2] + 0.5);
            }
            result.setDouble(i, max ? state[0] : mean);
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2", "-1, -2, -2", "-1, -1, -1", "0, -1, -1", "0, 1, 1", "127, 126, 127", "-128, -127, -128"})
    void integerMeansRoundHalfAwayFromZero(byte a, byte b, byte expected) {
        var type = "tensor<1x1x2x!quant.uniform<i8:f32, 0.1:5>>";
        assertThat(
                apply("nn.avg_pool {kernel = array<i64: 2>, strides = array<i64: 1>, dilations = array<i64: 1>, pads = array<i64: 0, 0>}",
                        type, type.replace("1x2x", "1x1x"), new ByteTensor(shape(1, 1, 1, 2), new byte[]{a, b})))
                .isEqualTo(new ByteTensor(shape(1, 1, 1, 1), new byte[]{expected}));
    }

    @Test
    void anIntegerMeanOverNothingIsAnError() {
        var type = "tensor<1x1x1x!quant.uniform<i8:f32, 0.1:5>>";
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> apply(
                "nn.avg_pool {kernel = array<i64: 1>, strides = array<i64: 1>, dilations = array<i64: 1>, pads = array<i64: 1, 0>}",
                type, type.replace("1x1x!", "1x2x!"), new ByteTensor(shape(1, 1, 1, 1), new byte[1])))
                .withMessageContaining("has a window that lies in the padding altogether");
    }
}

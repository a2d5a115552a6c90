package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.ByteTensor;
import qcc.tensor.FloatTensor;

class ReductionsTest {
    private final Random random = new Random(4);

    private FloatTensor floats(int... dimensions) {
        var data = new float[shape(dimensions).elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() * 20 - 10;
        }
        return new FloatTensor(shape(dimensions), data);
    }

    @Test
    void meansOverAnyAxes() {
        var input = floats(3, 2, 4, 5);
        var result = (FloatTensor) apply("nn.mean {axes = array<i64: 0, 2>, keep_dims = false}", "tensor<2x4x5xf32>", "tensor<4xf32>",
                input);
        for (int s = 0; s < 3; s++) {
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                for (int i = 0; i < 2; i++) {
                    for (int k = 0; k < 5; k++) {
                        sum += input.data()[Fixture.at(input.shape(), s, i, j, k)];
                    }
                }
                assertThat((double) result.data()[s * 4 + j]).isCloseTo(sum / 10, within(1e-6));
            }
        }
        assertThat(apply("nn.mean {axes = array<i64: 1>, keep_dims = true}", "tensor<2x4x5xf32>", "tensor<2x1x5xf32>", input).shape())
                .isEqualTo(shape(3, 2, 1, 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void softmaxAlongAnyAxis(int axis) {
        var input = floats(2, 3, 4, 5);
        var type = "tensor<3x4x5xf32>";
        var result = (FloatTensor) apply("nn.softmax {axis = " + axis + " : i64}", type, type, input);
        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(input.shape(), i);
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < input.shape().dimension(axis + 1); k++) {
                    place[axis + 1] = k;
                    double x = input.data()[Fixture.at(input.shape(), place)];
                    max = Math.max(max, x);
                    sum += pass == 0 ? 0 : StrictMath.exp(x - max);
                }
            }
            assertThat(result.data()[i]).isEqualTo((float) (StrictMath.exp(input.data()[i] - max) / sum));
        }
    }

    /** Of an even number of channels, one more lies behind than before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 20})
    void responsesAreNormalizedOverNeighboringChannels(int size) {
        var input = floats(2, 1, 6, 3);
        var type = "tensor<1x6x3xf32>";
        var properties = "{alpha = 5.0e-01 : f64, beta = 7.5e-01 : f64, bias = 2.0 : f64, size = %d : i64}".formatted(size);
        var result = (FloatTensor) apply("nn.lrn " + properties, type, type, input);
        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(input.shape(), i);
            int channel = place[2];
            double sum = 0;
            for (int c = 0; c < 6; c++) {
                place[2] = c;
                double x = input.data()[Fixture.at(input.shape(), place)];
                boolean counts = c >= channel - Math.floorDiv(size - 1, 2) && c <= channel + Math.ceilDiv(size - 1, 2);
                sum += counts ? x * x : 0;
            }
            assertThat((double) result.data()[i]).isCloseTo(input.data()[i] / Math.pow(2 + 0.5 / size * sum, 0.75), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void quantizedMeansRequantizeTheirSum(RequantizeMode mode) {
        var data = new byte[2 * 4 * 8];
        random.nextBytes(data);
        var from = "!quant.uniform<i8:f32, 0.5:-13>";
        var to = "!quant.uniform<i8:f32, 0.25:4>";
        var result = (ByteTensor) apply("nn.mean {axes = array<i64: 1>, keep_dims = true, nn.requantize = \"" + mode + "\"}",
                "tensor<4x8x" + from + ">", "tensor<4x1x" + to + ">", new ByteTensor(shape(2, 4, 8), data));
        var requantizer = Requantizer.of(mode, 0.5 / (8 * 0.25), 0.25f);
        for (int row = 0; row < 8; row++) {
            int sum = 0;
            for (int k = 0; k < 8; k++) {
                sum += data[row * 8 + k] + 13;
            }
            assertThat((int) result.data()[row]).isEqualTo(requantizer.requantize(sum, 4, -128, 127));
        }
    }

    @Test
    void quantizedSoftmaxIsComputedInDoublePrecision() {
        var input = new byte[]{-128, 0, 3, 127, 5, 5, 5, 5};
        var result = (ByteTensor) apply("nn.softmax {axis = 0 : i64}", "tensor<4x!quant.uniform<i8:f32, 0.1:7>>",
                "tensor<4x!quant.uniform<i8:f32, 0.00390625:-128>>", new ByteTensor(shape(2, 4), input));
        double sum = StrictMath.exp(0.1 * -255) + StrictMath.exp(0.1 * -127) + StrictMath.exp(0.1 * -124) + 1;
        assertThat(result.data()).containsExactly((byte) -128, (byte) (Math.rint(256 * StrictMath.exp(0.1 * -127) / sum) - 128),
                (byte) (Math.rint(256 * StrictMath.exp(0.1 * -124) / sum) - 128), 127, -64, -64, -64, -64);
    }
}

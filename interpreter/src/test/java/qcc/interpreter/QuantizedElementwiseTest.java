package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;
import static qcc.interpreter.QuantizedMultiplier.roundingDivideByPowerOfTwo;
import static qcc.interpreter.QuantizedMultiplier.saturatingRoundingDoublingHighMul;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;

/** Every pair of bytes against the formulas of the contract. */
class QuantizedElementwiseTest {
    private static final ByteTensor ALL = new ByteTensor(shape(1, 256), bytes());

    private static byte[] bytes() {
        var bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) (i - 128);
        }
        return bytes;
    }

    private static String grid(double scale, int zeroPoint) {
        return "!quant.uniform<i8:f32, " + scale + ":" + zeroPoint + ">";
    }

    /** Compares an operation on all pairs, the left operand along rows. */
    private static void check(String operation, RequantizeMode mode, double left, double right, double output, IntBinaryOperator expected) {
        var result = (ByteTensor) apply("%s {nn.requantize = \"%s\"}".formatted(operation, mode),
                "tensor<256x1x" + grid(left, 3) + ">, tensor<256x" + grid(right, -20) + ">", "tensor<256x256x" + grid(output, 11) + ">",
                ALL.reshape(shape(1, 256, 1)), ALL);
        for (int i = 0; i < result.elements(); i++) {
            int a = i / 256 - 128;
            int b = i % 256 - 128;
            assertThat((int) result.data()[i]).as("%s of %d and %d", operation, a, b).isEqualTo(expected.applyAsInt(a - 3, b + 20));
        }
    }

    private static int clamped(double value) {
        return (int) Math.clamp(value + 11, -128.0, 127.0);
    }

    private static int twice(int value, double ratio) {
        var factor = QuantizedMultiplier.of(ratio);
        int high = saturatingRoundingDoublingHighMul(value << Math.max(factor.shift(), 0), factor.multiplier());
        return roundingDivideByPowerOfTwo(high, Math.max(-factor.shift(), 0));
    }

    @Test
    void sumsInDoubleRoundingAreTensorFlowLites() {
        double s1 = 0.037;
        double s2 = 0.11;
        double sy = 0.13;
        for (int sign : new int[]{1, -1}) {
            check(sign > 0 ? "nn.add" : "nn.sub", RequantizeMode.DOUBLE, s1, s2, sy, (a, b) -> {
                int sum = twice(a << 20, s1 / (2 * s2)) + sign * twice(b << 20, s2 / (2 * s2));
                return clamped(twice(sum, 2 * s2 / ((1 << 20) * sy)));
            });
        }
    }

    @Test
    void sumsInSingleRoundingRoundEachProductOnce() {
        check("nn.add", RequantizeMode.SINGLE, 0.2, 0.11, 0.3, (a, b) -> {
            long sum = once(a << 20, 0.2 / 0.4) + once(b << 20, 0.11 / 0.4);
            return clamped(once((int) sum, 0.4 / ((1 << 20) * 0.3)));
        });
    }

    private static long once(int value, double ratio) {
        var factor = QuantizedMultiplier.of(ratio);
        return ((long) value * factor.multiplier() + (1L << (30 - factor.shift()))) >> (31 - factor.shift());
    }

    @Test
    void sumsInFloatAreDequantizedAndQuantized() {
        check("nn.sub", RequantizeMode.FLOAT, 0.2, 0.11, 0.3, (a, b) -> clamped(Math.rint((a * 0.2f - b * 0.11f) / 0.3f)));
    }

    /** The exact real sum, rounded once, ties to positive infinity. */
    @Test
    void sumsByShiftsAreExactUntilTheyAreRounded() {
        check("nn.add", RequantizeMode.SHIFT, 0.125, 0.5, 0.25, (a, b) -> clamped(Math.floor((a * 0.125 + b * 0.5) / 0.25 + 0.5)));
        check("nn.sub", RequantizeMode.SHIFT, 1.0, 0.5, 0.25, (a, b) -> clamped(a * 4.0 - b * 2.0));
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> check("nn.add", RequantizeMode.SHIFT, 0.1, 0.5, 0.25, (a, b) -> 0))
                .withMessageContaining("power of two");
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void productsAreRequantized(RequantizeMode mode) {
        var requantizer = Requantizer.of(mode, 0.125 * 0.5 / 2, 0.125f * 0.5f / 2);
        check("nn.mul", mode, 0.125, 0.5, 2, (a, b) -> requantizer.requantize(a * b, 11, -128, 127));
    }

    @Test
    void quotientsHaveNoMeaning() {
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> check("nn.div", RequantizeMode.DOUBLE, 1, 1, 1, (a, b) -> 0))
                .withMessageContaining("has no meaning on quantized tensors");
    }

    @Test
    void reluAndClampStayOnTheGrid() {
        var type = "tensor<4x" + grid(0.5, -3) + ">";
        var input = new ByteTensor(shape(1, 4), new byte[]{-128, -4, 0, 127});
        assertThat(apply("nn.relu", type, type, input)).isEqualTo(new ByteTensor(shape(1, 4), new byte[]{-3, -3, 0, 127}));
        assertThat(apply("nn.clamp {min = -0.75 : f64, max = 6.0 : f64}", type, type, input))
                .isEqualTo(new ByteTensor(shape(1, 4), new byte[]{-5, -4, 0, 9}));
        assertThat(apply("nn.clamp {min = 0xFFF0000000000000 : f64, max = 0x7FF0000000000000 : f64}", type, type, input)).isEqualTo(input);
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void requantizationChangesTheGrid(RequantizeMode mode) {
        var result = (ByteTensor) apply("nn.requantize {nn.requantize = \"" + mode + "\"}", "tensor<256x" + grid(0.25, 5) + ">",
                "tensor<256x" + grid(0.125, -7) + ">", ALL);
        for (int q = -128; q < 128; q++) {
            assertThat((int) result.data()[q + 128]).isEqualTo(Math.clamp((q - 5) * 2 - 7, -128, 127));
        }
    }

    @Test
    void accumulatorsMayBeRequantizedToo() {
        var result = apply("nn.requantize", "tensor<2x!quant.uniform<i32:f32, 0.001>>", "tensor<2x" + grid(1, 0) + ">",
                new IntTensor(shape(1, 2), new int[]{12_345, Integer.MIN_VALUE}));
        assertThat(result).isEqualTo(new ByteTensor(shape(1, 2), new byte[]{12, -128}));
    }

    @Test
    void activationsAreTables() {
        var sigmoid = (ByteTensor) apply("nn.sigmoid", "tensor<256x" + grid(0.05, 9) + ">", "tensor<256x" + grid(0.00390625, -128) + ">",
                ALL);
        var tanh = (ByteTensor) apply("nn.tanh", "tensor<256x" + grid(0.05, 9) + ">", "tensor<256x" + grid(0.0078125, 0) + ">", ALL);
        for (int q = -128; q < 128; q++) {
            double x = 0.05 * (q - 9);
            assertThat((int) sigmoid.data()[q + 128]).isEqualTo((int) Math.rint(256 / (1 + StrictMath.exp(-x))) - 128);
            assertThat((int) tanh.data()[q + 128]).isEqualTo((int) Math.clamp(Math.rint(StrictMath.tanh(x) * 128), -128.0, 127.0));
        }
    }

    @Test
    void functionsWithParametersAreTablesToo() {
        var leaky = (ByteTensor) apply("nn.unary {alpha = 2.500000e-01 : f64, function = \"leaky_relu\"}",
                "tensor<256x" + grid(0.5, -3) + ">", "tensor<256x" + grid(0.5, 10) + ">", ALL);
        for (int q = -128; q < 128; q++) {
            double x = q + 3;
            assertThat((int) leaky.data()[q + 128]).isEqualTo((int) Math.clamp(Math.rint(x < 0 ? x / 4 : x) + 10, -128, 127));
        }
    }

    @Test
    void tablesHaveAnEntryForEveryStorageInteger() {
        var narrow = new UniformType(new Storage(4, false, 2, 13), FloatType.F32, 1, 2);
        var output = new UniformType(Storage.I8, FloatType.F32, 1, 0);
        assertThat(ActivationTable.of(x -> x, narrow, output)).containsExactly(0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationTable.of(x -> x, new UniformType(Storage.full(32, true), FloatType.F32, 1, 0), output))
                .withMessageContaining("too large");
    }
}

package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class TensorConversionTest {

    @Test
    void keepsValuesAtTheEdgesOfTheTargetType() {
        assertThat(TensorConversion.exact(longs(-128, 127), ElementType.I8)).isEqualTo(new ByteTensor(Shape.of(2), new byte[]{-128, 127}));
        assertThat(TensorConversion.exact(longs(0, 255), ElementType.U8).doubleAt(1)).isEqualTo(255);
        assertThat(TensorConversion.exact(longs(-32768, 32767), ElementType.I16).doubleAt(0)).isEqualTo(-32768);
        assertThat(TensorConversion.exact(longs(0, 1), ElementType.BOOL))
                .isEqualTo(new BooleanTensor(Shape.of(2), new boolean[]{false, true}));
        assertThat(TensorConversion.exact(longs(1 << 24, Long.MIN_VALUE), ElementType.F32))
                .isEqualTo(new FloatTensor(Shape.of(2), new float[]{0x1p24f, -0x1p63f}));
        assertThat(TensorConversion.exact(doubles(-0x1p63, -0.0), ElementType.I64)).isEqualTo(longs(Long.MIN_VALUE, 0));
        assertThat(TensorConversion.exact(doubles(Double.NaN, 0.5), ElementType.F32))
                .isEqualTo(new FloatTensor(Shape.of(2), new float[]{Float.NaN, 0.5f}));
    }

    @Test
    void refusesLoss() {
        assertRefused(longs(0, 128), ElementType.I8, "element [1] of tensor<2xi64> is 128, which i8 cannot hold exactly");
        assertRefused(longs(-1), ElementType.U8, "is -1");
        assertRefused(longs(2), ElementType.BOOL, "is 2");
        assertRefused(longs((1 << 24) + 1), ElementType.F32, "is 16777217");
        assertRefused(longs(Long.MAX_VALUE), ElementType.F32, "is 9223372036854775807");
        assertRefused(longs(Long.MAX_VALUE), ElementType.F64, "is 9223372036854775807");
        assertRefused(longs(1L << 31), ElementType.I32, "is 2147483648");
        assertRefused(doubles(0x1p63), ElementType.I64, "is 9.223372");
        assertRefused(doubles(0.1), ElementType.F32, "is 0.1");
        assertRefused(doubles(1.5), ElementType.I32, "is 1.5");
        assertRefused(doubles(Double.NaN), ElementType.I32, "is NaN");
        assertRefused(doubles(Double.POSITIVE_INFINITY), ElementType.I64, "is Infinity");
    }

    @Test
    void roundsWhereLossIsMeant() {
        assertThat(TensorConversion.rounded(doubles(0.1, 1e300)).data()).containsExactly(0.1f, Float.POSITIVE_INFINITY);
        assertThat(TensorConversion.rounded(new UnsignedByteTensor(Shape.of(1), new byte[]{-1})).data()).containsExactly(255f);
        var same = new FloatTensor(Shape.of(1), new float[1]);
        assertThat(TensorConversion.rounded(same)).isSameAs(same);
    }

    @Test
    void readsSixteenBitFloats() {
        assertThat(TensorConversion.fromBfloat16(Shape.of(2), new short[]{(short) 0xC040, 0x0001}).data())
                .containsExactly(-3f, Float.intBitsToFloat(0x00010000));
        assertThat(TensorConversion.fromFloat16(Shape.of(2), new short[]{(short) 0xC200, 0x0001}).data()).containsExactly(-3f, 0x1p-24f);
    }

    private static void assertRefused(Tensor source, ElementType target, String message) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> TensorConversion.exact(source, target))
                .withMessageContaining(message);
    }

    private static LongTensor longs(long... values) {
        return new LongTensor(Shape.of(values.length), values);
    }

    private static DoubleTensor doubles(double... values) {
        return new DoubleTensor(Shape.of(values.length), values);
    }
}

package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static qcc.interpreter.QuantizedMultiplier.roundingDivideByPowerOfTwo;
import static qcc.interpreter.QuantizedMultiplier.saturatingRoundingDoublingHighMul;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.dialect.nn.RequantizeMode;

class RequantizerTest {
    private static final BigDecimal TWO_31 = BigDecimal.valueOf(1L << 31);

    @ParameterizedTest
    @CsvSource({"-1, 1073741824, 0", "-3, 1073741824, -1", "1, 1073741824, 1", "3, 1073741824, 2", "-2147483648, -2147483648, 2147483647",
            "-2147483648, 2147483647, -2147483647", "2147483647, 2147483647, 2147483646", "0, 2147483647, 0"})
    void doublingHighMulBreaksTiesUpwards(int a, int b, int expected) {
        assertThat(saturatingRoundingDoublingHighMul(a, b)).isEqualTo(expected);
        assertThat(saturatingRoundingDoublingHighMul(b, a)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, -1", "-3, 1, -2", "1, 1, 1", "3, 1, 2", "5, 0, 5", "-5, 0, -5", "2147483647, 31, 1", "-2147483648, 31, -1",
            "1073741823, 31, 0", "1073741824, 31, 1", "-1073741824, 31, -1", "-1073741823, 31, 0", "6, 2, 2", "-6, 2, -2", "5, 2, 1"})
    void divisionBreaksTiesAwayFromZero(int x, int exponent, int expected) {
        assertThat(roundingDivideByPowerOfTwo(x, exponent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1073741824, 1", "0.5, 1073741824, 0", "0.25, 1073741824, -1", "0.1, 1717986918, -3", "3.0, 1610612736, 2",
            "0.99999999999, 1073741824, 1", "0x1p-32, 1073741824, -31", "0x1.fffffffep-33, 1073741824, -31", "0x1.fffffff8p-33, 0, 0",
            "0x1p-33, 0, 0", "1e-30, 0, 0", "0x1p40, 1073741824, 41"})
    void splitsARealAsTensorFlowLiteDoes(double real, int multiplier, int shift) {
        assertThat(QuantizedMultiplier.of(real)).isEqualTo(new QuantizedMultiplier(multiplier, shift));
    }

    @Test
    void roundsTheMultiplierHalfAwayFromZero() {
        double half = (1L << 30) + 2.5;
        assertThat(QuantizedMultiplier.of(half / (1L << 31))).isEqualTo(new QuantizedMultiplier((1 << 30) + 3, 0));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "NaN", "Infinity"})
    void refusesRatiosThatAreNone(double real) {
        assertThatIllegalArgumentException().isThrownBy(() -> QuantizedMultiplier.of(real)).withMessageContaining("positive and finite");
    }

    @Test
    void modesDifferAsTheContractSays() {
        var first = new QuantizedMultiplier(1616928056, -6);
        assertThat(new Requantizer.DoubleRounding(first).rescale(-39992)).isEqualTo(-471);
        assertThat(Requantizer.SingleRounding.of(first).rescale(-39992)).isEqualTo(-470);
        var quarter = new QuantizedMultiplier(1 << 30, -1);
        assertThat(new Requantizer.DoubleRounding(quarter).rescale(5)).isEqualTo(2);
        assertThat(Requantizer.SingleRounding.of(quarter).rescale(5)).isEqualTo(1);
    }

    @Property
    void doubleAndSingleDifferByAtMostOne(@ForAll int value, @ForAll @IntRange(min = 1 << 30) int multiplier,
            @ForAll @IntRange(min = -31, max = 0) int shift) {
        var factor = new QuantizedMultiplier(multiplier, shift);
        long twice = new Requantizer.DoubleRounding(factor).rescale(value);
        long once = Requantizer.SingleRounding.of(factor).rescale(value);
        assertThat(Math.abs(twice - once)).isLessThanOrEqualTo(1);
    }

    /** Round half up of the exact product: what a shift that rounds ties to positive infinity means. */
    @Property
    void singleRoundsTheExactProductOnce(@ForAll int value, @ForAll @IntRange(min = 1 << 30) int multiplier,
            @ForAll @IntRange(min = -31, max = 30) int shift) {
        var exact = BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(multiplier)).multiply(power(shift)).divide(TWO_31);
        var expected = exact.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        assertThat(BigInteger.valueOf(Requantizer.SingleRounding.of(new QuantizedMultiplier(multiplier, shift)).rescale(value)))
                .isEqualTo(expected);
    }

    @Property
    void doubleRoundsTwice(@ForAll int value, @ForAll @IntRange(min = 1 << 30) int multiplier,
            @ForAll @IntRange(min = -31, max = 0) int shift) {
        var product = BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(multiplier)).divide(TWO_31);
        var high = product.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR);
        var expected = high.multiply(power(shift)).setScale(0, RoundingMode.HALF_UP).toBigIntegerExact();
        assertThat(BigInteger.valueOf(new Requantizer.DoubleRounding(new QuantizedMultiplier(multiplier, shift)).rescale(value)))
                .isEqualTo(expected);
    }

    private static BigDecimal power(int exponent) {
        return exponent >= 0
                ? BigDecimal.valueOf(1L << exponent)
                : BigDecimal.ONE.divide(BigDecimal.valueOf(1L << -exponent), MathContext.UNLIMITED);
    }

    @Property
    void shiftRoundsTiesUpwards(@ForAll int value, @ForAll @IntRange(min = -10, max = 40) int right) {
        var exact = BigDecimal.valueOf(value).multiply(power(-right));
        var expected = exact.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        assertThat(BigInteger.valueOf(new Requantizer.RoundingShift(right).rescale(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5, 2", "0.5, 7, 4", "0.5, -5, -2", "0.3, 16777217, 5033165", "1e38, 2147483647, 1099511627776"})
    void floatRoundsTheSinglePrecisionProductToEven(float factor, int value, long expected) {
        assertThat(new Requantizer.FloatProduct(factor).rescale(value)).isEqualTo(expected);
    }

    @Test
    void clampsAfterTheZeroPoint() {
        for (var mode : RequantizeMode.values()) {
            var half = Requantizer.ofScales(mode, 0.25, 0.5);
            assertThat(half.requantize(9, 100, -128, 103)).isEqualTo(103);
            assertThat(half.requantize(-1000, 100, -128, 103)).isEqualTo(-128);
            assertThat(half.requantize(4, 100, -128, 127)).isEqualTo(102);
            assertThat(half.requantize(Integer.MIN_VALUE, 127, -128, 127)).isEqualTo(-128);
            assertThat(half.requantize(Integer.MAX_VALUE, -128, -128, 127)).isEqualTo(127);
        }
    }

    @Test
    void leftShiftsThatOverflowAreErrors() {
        var doubling = new Requantizer.DoubleRounding(QuantizedMultiplier.of(2));
        assertThat(doubling.rescale((1 << 29) - 1)).isEqualTo((1 << 30) - 2);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> doubling.rescale(1 << 29))
                .withMessageContaining("overflows 32 bits");
        assertThat(new Requantizer.DoubleRounding(QuantizedMultiplier.of(0x1p80)).rescale(0)).isZero();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Requantizer.DoubleRounding(QuantizedMultiplier.of(0x1p80)).rescale(1));
    }

    @Test
    void largeShiftsSaturateInSingleRounding() {
        assertThat(Requantizer.SingleRounding.of(new QuantizedMultiplier(1 << 30, 31)))
                .isEqualTo(new Requantizer.SingleRounding(new QuantizedMultiplier(Integer.MAX_VALUE, 30)));
        assertThat(Requantizer.SingleRounding.of(new QuantizedMultiplier(1 << 30, 30)).factor().shift()).isEqualTo(30);
    }

    @Test
    void shiftsNeedPowersOfTwo() {
        assertThat(Requantizer.ofScales(RequantizeMode.SHIFT, 0.125, 0.5)).isEqualTo(new Requantizer.RoundingShift(2));
        assertThatIllegalArgumentException().isThrownBy(() -> Requantizer.ofScales(RequantizeMode.SHIFT, 0.1, 0.5))
                .withMessageContaining("power of two");
    }

    /** {@code (sx * sw) / sy}, not {@code sx * (sw / sy)}: the associations differ in the last bit, and so may m. */
    @Test
    void ratiosAreAssociatedFromTheLeft() {
        double sx = 0.1;
        double sw = 0.7;
        double sy = 0.3;
        assertThat(sx * sw / sy).isNotEqualTo(sx * (sw / sy));
        assertThat(Requantizer.ofProduct(RequantizeMode.DOUBLE, sx, sw, sy))
                .isEqualTo(new Requantizer.DoubleRounding(QuantizedMultiplier.of(sx * sw / sy)));
        assertThat(Requantizer.ofProduct(RequantizeMode.FLOAT, sx, sw, sy))
                .isEqualTo(new Requantizer.FloatProduct(0.1f * 0.7f / 0.3f));
    }
}

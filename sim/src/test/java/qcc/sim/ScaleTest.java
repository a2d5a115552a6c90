package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.chip.Requantization;

class ScaleTest {
    private static final int[] EXTREMES = {0, 1, -1, 2, -2, 3, -3, 5, -5, 127, -128, 1 << 30, -(1 << 30), (1 << 30) - 1, Integer.MAX_VALUE,
            Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE - 1};

    private final Chip chip = ChipLoader.preset("d6cim-esscirc23");
    private final Requantization unit = chip.core().requantize();

    /** The contract's own examples, in the vector kernel. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, 1616928056, -6, -39992, -471", "SINGLE, 1616928056, -6, -39992, -470", "DOUBLE, 1073741824, -1, 5, 2",
            "SINGLE, 1073741824, -1, 5, 1", "DOUBLE, 1073741824, 0, -1, 0", "DOUBLE, 1073741824, 0, -3, -1", "SHIFT, 1, -1, -1, 0",
            "SHIFT, 1, -1, -3, -1", "SHIFT, 1, -1, 1, 1", "SHIFT, 1, 2, -3, -12", "FLOAT, 1056964608, 0, 5, 2",
            "FLOAT, 1056964608, 0, 7, 4"})
    void quotedExamples(RequantizeMode mode, int multiplier, int shift, int value, int expected) {
        assertThat(kernel(mode, multiplier, shift, new int[]{value}, -1000, 1000)[0]).isEqualTo(expected);
    }

    @Test
    void highProductRoundsTiesUpAndTheShiftRoundsThemAway() {
        assertThat(Reference.doublingHighMultiply(BigInteger.valueOf(-1), BigInteger.ONE.shiftLeft(30))).isZero();
        assertThat(Reference.doublingHighMultiply(BigInteger.valueOf(-3), BigInteger.ONE.shiftLeft(30))).isEqualTo(-1);
        assertThat(Reference.roundingDivideByPowerOfTwo(BigInteger.valueOf(-1), 1)).isEqualTo(-1);
        assertThat(Reference.roundingDivideByPowerOfTwo(BigInteger.valueOf(-3), 1)).isEqualTo(-2);
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void kernelAgreesWithExactArithmetic(RequantizeMode mode) {
        var random = new Random(mode.ordinal());
        for (var round = 0; round < 3000; round++) {
            var shift = shift(mode, random);
            var multiplier = multiplier(mode, random);
            var values = values(random, mode == RequantizeMode.DOUBLE ? Math.max(shift, 0) : 0);
            var low = -random.nextInt(300);
            var high = low + random.nextInt(300);
            var actual = kernel(mode, multiplier, shift, values, low, high);
            for (var i = 0; i < values.length; i++) {
                var exact = Reference.scale(mode, values[i], multiplier, shift);
                var expected = exact.max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValueExact();
                assertThat(actual[i]).as("%s of %d by %d, %d to %d..%d", mode, values[i], multiplier, shift, low, high).isEqualTo(expected);
                assertThat(Scale.of(mode, multiplier, shift, unit).of(values[i])).isEqualTo(exact.longValueExact());
            }
        }
    }

    @Test
    void aLeftShiftThatLosesBitsFaults() {
        assertThatThrownBy(() -> kernel(RequantizeMode.DOUBLE, 1 << 30, 4, new int[]{1, 1 << 27}, -128, 127)).isInstanceOf(Fault.class)
                .hasMessageContaining("shifted left by 4 exceeds 32 bits");
        assertThat(kernel(RequantizeMode.DOUBLE, 1 << 30, 4, new int[]{-(1 << 27)}, -128, 127)[0]).isEqualTo(-128);
    }

    @Test
    void aChipMayRoundShiftsDown() {
        var text = chip.toYaml().replace("round: half_up", "round: floor");
        var floor = ChipLoader.parse(text, "floor").core().requantize();
        assertThat(Scale.of(RequantizeMode.SHIFT, 1, -1, floor).of(-1)).isEqualTo(-1);
        assertThat(Scale.of(RequantizeMode.SHIFT, 1, -1, floor).of(3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, -1, 0, multiplier -1 is negative", "DOUBLE, 5, -32, shift -32 is not in -31..31",
            "SINGLE, 5, 31, shift 31 is not in -31..30",
            "SHIFT, 1, -63, shift -63 is not in -62..31", "FLOAT, 2143289344, 0, factor NaN is not positive",
            "FLOAT, 0, 0, factor 0.0 is not positive"})
    void badTablesFault(RequantizeMode mode, int multiplier, int shift, String reason) {
        assertThatThrownBy(() -> Scale.of(mode, multiplier, shift, unit)).isInstanceOf(Fault.class).hasMessageContaining(reason);
    }

    private int[] kernel(RequantizeMode mode, int multiplier, int shift, int[] values, int low, int high) {
        var padded = Arrays.copyOf(values, Math.ceilDiv(values.length, 16) * 16);
        ScaleKernel.apply(Scale.of(mode, multiplier, shift, unit), padded, padded.length, low, high);
        return padded;
    }

    private static int shift(RequantizeMode mode, Random random) {
        return switch (mode) {
            case DOUBLE -> random.nextInt(-31, 32);
            case SINGLE -> random.nextInt(-31, 31);
            case FLOAT -> 0;
            case SHIFT -> random.nextInt(-62, 32);
        };
    }

    private static int multiplier(RequantizeMode mode, Random random) {
        return switch (mode) {
            case DOUBLE, SINGLE -> switch (random.nextInt(4)) {
                case 0 -> 1 << 30;
                case 1 -> Integer.MAX_VALUE;
                case 2 -> random.nextInt() >>> 1;
                default -> random.nextInt(1 << 30, Integer.MAX_VALUE);
            };
            case FLOAT -> Float.floatToIntBits(random.nextBoolean()
                    ? Math.scalb(1f, random.nextInt(-20, 4))
                    : Math.scalb(1 + random.nextFloat(), random.nextInt(-30, 4)));
            case SHIFT -> 1;
        };
    }

    private static int[] values(Random random, int left) {
        var values = new int[64];
        for (var i = 0; i < values.length; i++) {
            values[i] = i < EXTREMES.length ? EXTREMES[i] : random.nextInt() >> random.nextInt(31);
            values[i] >>= left;
        }
        return values;
    }
}

package qcc.sim;

import qcc.backend.cim.isa.RequantizeMode;
import qcc.chip.Requantization;

/** Multiplication of a 32-bit sum by a positive real factor and rounding to an integer: what the modes of requantization have in common. */
sealed interface Scale {
    /** Rounding high product of twice the value, then a rounding shift: {@code RDBP(SRDHM(x << left, multiplier), right)}. */
    record Doubling(int multiplier, int left, int right) implements Scale {
        @Override
        public long of(int value) {
            var shifted = (long) value << left;
            if (shifted != (int) shifted) {
                throw new Fault("%d shifted left by %d exceeds 32 bits", value, left);
            }
            var high = shifted * multiplier + (1L << 30) >> 31;
            var remainder = high & (1L << right) - 1;
            var threshold = ((1L << right) - 1 >> 1) + (high < 0 ? 1 : 0);
            return (high >> right) + (remainder > threshold ? 1 : 0);
        }
    }

    /** One 64-bit product and one shift: {@code (x * multiplier + nudge) >> right}. Covers {@code single} and {@code shift}. */
    record Linear(long multiplier, long nudge, int right) implements Scale {
        @Override
        public long of(int value) {
            return value * multiplier + nudge >> right;
        }
    }

    /** An f32 product, rounded half to even. */
    record Floating(float factor) implements Scale {
        @Override
        public long of(int value) {
            return (long) Math.rint((double) (value * factor));
        }
    }

    /** The scaled value, before any clamp. */
    long of(int value);

    /** The largest magnitude among a range's scaled values, all of which must fit i32; the ends decide as scaling is monotonic. */
    default void requireFits(int least, int largest, String what) {
        if (of(least) < Integer.MIN_VALUE || of(largest) > Integer.MAX_VALUE) {
            throw new Fault("%s scales %d..%d to %d..%d, beyond 32 bits", what, least, largest, of(least), of(largest));
        }
    }

    /**
     * The scale of a parameter table's words.
     *
     * @param multiplier as {@code docs/cim-instruction-set.md} says, by mode
     * @throws Fault if the words mean nothing in this mode
     */
    static Scale of(RequantizeMode mode, int multiplier, int shift, Requantization unit) {
        return switch (mode) {
            case DOUBLE -> {
                requireFixedPoint(multiplier, shift, 31);
                yield new Doubling(multiplier, Math.max(shift, 0), Math.max(-shift, 0));
            }
            case SINGLE -> {
                requireFixedPoint(multiplier, shift, 30);
                yield new Linear(multiplier, 1L << 30 - shift, 31 - shift);
            }
            case FLOAT -> new Floating(factor(multiplier));
            case SHIFT -> shift(shift, unit);
        };
    }

    /** Rounding shift, a left shift for a positive exponent. */
    static Scale shift(int exponent, Requantization unit) {
        if (exponent < -unit.maxShift() || exponent > 31) {
            throw new Fault("bad parameter table: shift %d is not in %d..31", exponent, -unit.maxShift());
        }
        if (exponent >= 0) {
            return new Linear(1L << exponent, 0, 0);
        }
        return new Linear(1, unit.round() == Requantization.Rounding.FLOOR ? 0 : 1L << -exponent - 1, -exponent);
    }

    /** The positive f32 of a table's word. */
    static float factor(int bits) {
        var factor = Float.intBitsToFloat(bits);
        if (!(factor > 0) || Float.isInfinite(factor)) {
            throw new Fault("bad parameter table: the factor %s is not positive and finite", factor);
        }
        return factor;
    }

    private static void requireFixedPoint(int multiplier, int shift, int maxShift) {
        if (multiplier < 0) {
            throw new Fault("bad parameter table: multiplier %d is negative", multiplier);
        }
        if (shift < -31 || shift > maxShift) {
            throw new Fault("bad parameter table: shift %d is not in -31..%d", shift, maxShift);
        }
    }
}

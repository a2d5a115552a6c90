package qcc.tests;

import qcc.dialect.nn.RequantizeMode;

/** The numeric contract's formulas, one number at a time. */
final class ScalarNumbers {
    private ScalarNumbers() {}

    /** An integer times the factor of multiplier and shift, rounded as the mode says. */
    static long scale(RequantizeMode mode, long value, int multiplier, int shift) {
        return switch (mode) {
            case DOUBLE -> roundingDivide(doublingHigh(Math.toIntExact(value << Math.max(shift, 0)), multiplier), Math.max(-shift, 0));
            case SINGLE -> value * multiplier + (1L << (30 - shift)) >> (31 - shift);
            case FLOAT -> (long) Math.rint((float) value * Float.intBitsToFloat(multiplier));
            case SHIFT -> shift >= 0 ? value << shift : value + (1L << (-shift - 1)) >> -shift;
        };
    }

    private static long doublingHigh(long a, long b) {
        long nudge = a * b >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (a * b + nudge) / (1L << 31);
    }

    /** Division by a power of two, ties away from zero. */
    private static long roundingDivide(long x, int exponent) {
        long magnitude = Math.abs(x);
        long half = exponent == 0 ? 0 : 1L << (exponent - 1);
        return Long.signum(x) * (magnitude + half >> exponent);
    }

    static byte clamp(long value, long zeroPoint, int low, int high) {
        return (byte) Math.clamp(value + zeroPoint, low, high);
    }

    /** A quotient rounded half away from zero. */
    static byte mean(long sum, long count) {
        return (byte) (Long.signum(sum) * ((2 * Math.abs(sum) + count) / (2 * count)));
    }

    /** Multiplier and shift of a factor, as the numeric contract makes them. */
    static int[] quantizeMultiplier(double factor) {
        int exponent = Math.getExponent(factor) + 1;
        long multiplier = (long) Math.floor(Math.scalb(factor, 31 - exponent) + 0.5);
        return multiplier == 1L << 31 ? new int[]{1 << 30, exponent + 1} : new int[]{(int) multiplier, exponent};
    }
}

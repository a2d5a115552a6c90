package qcc.interpreter;

/**
 * A positive real as {@code multiplier * 2^(shift - 31)}, as TensorFlow Lite's {@code QuantizeMultiplier} chooses them.
 *
 * @param multiplier 2^30 to 2^31-1, or 0 for a real too small to matter
 * @param shift at least -31; positive shifts to the left
 */
public record QuantizedMultiplier(int multiplier, int shift) {
    /**
     * The nearest pair: {@code q, shift = frexp(real)}, multiplier = q * 2^31 rounded half away from zero; 2^31 becomes 2^30 with shift + 1; a
     * shift below -31 gives 0 and 0.
     *
     * @throws IllegalArgumentException if the real is not positive and finite
     */
    public static QuantizedMultiplier of(double real) {
        if (!(real > 0) || Double.isInfinite(real)) {
            throw new IllegalArgumentException("expects a ratio of scales that is positive and finite, not " + real);
        }
        int shift = Math.getExponent(real) + 1;
        long multiplier = (long) Math.floor(Math.scalb(real, 31 - shift) + 0.5);
        if (multiplier == 1L << 31) {
            multiplier = 1L << 30;
            shift++;
        }
        return shift < -31 ? new QuantizedMultiplier(0, 0) : new QuantizedMultiplier((int) multiplier, shift);
    }

    /**
     * The high 32 bits of twice the product, rounded, ties to positive infinity: gemmlowp's {@code SaturatingRoundingDoublingHighMul}.
     * Saturates only where both factors are -2^31.
     */
    public static int saturatingRoundingDoublingHighMul(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        long product = (long) a * b;
        long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
        return (int) ((product + nudge) / (1L << 31));
    }

    /**
     * {@code x / 2^exponent}, rounded, ties away from zero: gemmlowp's {@code RoundingDivideByPOT}.
     *
     * @param exponent 0 to 31
     */
    public static int roundingDivideByPowerOfTwo(int x, int exponent) {
        int mask = (1 << exponent) - 1;
        int threshold = (mask >>> 1) + (x >>> 31);
        return (x >> exponent) + ((x & mask) > threshold ? 1 : 0);
    }
}

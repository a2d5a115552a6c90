package qcc.sim;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;

import java.util.Optional;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * {@link Scale} by one product of floats where this proves to round as the exact one does, and exactly where it does not.
 *
 * <p>With the real factor s, the float product p differs from t = x * s by at most three roundings, {@code |p - t| <= error}. The first of the two
 * roundings of {@link Scale.Doubling} moves t by at most {@code 2^-(right+1)}. Where p is nearer to an integer than 1/2 less both, that integer is the
 * result.
 *
 * @param exact what is scaled by, without a shift to the left
 * @param factor s
 * @param least inputs below it give the same as it
 * @param largest inputs above it give the same as it
 * @param doubt distance from an integer from which on the result is made exactly
 */
record FloatScale(Scale exact, float factor, int least, int largest, float doubt) {
    /** Adding it to a float of magnitude below 2^22 rounds that to an integer, which are the low bits of the sum. */
    private static final float ROUNDER = 3 << 22;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    private static final double MOST_RESULT = 1 << 20;
    /** More than three times half a unit in the last place of 1. */
    private static final double RELATIVE_ERROR = 0x1p-22;
    private static final double LEAST_DOUBT = 0.4;
    /** So that inputs next to the ends of the range are clamped. */
    private static final double MOST_CLAMPED_FACTOR = 0.1;

    /**
     * The scale for inputs in a range, of which the results are clamped; empty where it is not worth it.
     *
     * @param least the least input
     * @param largest the largest input
     */
    static Optional<FloatScale> of(Scale scale, int least, int largest, int low, int high) {
        return switch (scale) {
            case Scale.Doubling d -> of(d, Math.scalb((double) d.multiplier(), -31 - d.right()),
                    d.right() == 0 ? 0 : Math.scalb(1.0, -d.right() - 1), least, largest, low, high);
            case Scale.Linear l when l.right() > 0 && l.nudge() == 1L << l.right() - 1 ->
                of(l, Math.scalb((double) l.multiplier(), -l.right()), 0, least, largest, low, high);
            case Scale.Linear _,Scale.Floating _ -> Optional.empty();
        };
    }

    private static Optional<FloatScale> of(Scale exact, double factor, double firstRounding, int least, int largest, int low, int high) {
        var from = clamped(least, (low - 1.0) / factor, factor);
        var to = clamped(largest, (high + 1.0) / factor, factor);
        var most = Math.max(Math.abs((double) from), Math.abs((double) to)) * factor;
        var doubt = 0.5 - firstRounding - RELATIVE_ERROR * (most + 1);
        if (most > MOST_RESULT || doubt < LEAST_DOUBT) {
            return Optional.empty();
        }
        return Optional.of(new FloatScale(exact, (float) factor, from, to, Math.nextDown((float) doubt)));
    }

    /** The end of the inputs, or what gives almost one more than the end of the results. */
    private static int clamped(int end, double beyond, double factor) {
        return factor > MOST_CLAMPED_FACTOR || Math.abs(beyond) >= Math.abs((double) end) ? end : (int) Math.rint(beyond);
    }

    /**
     * Replaces {@code values[0 .. count)} by {@code clamp(scale(value), low, high)}.
     *
     * @param count a multiple of {@link Lanes#COUNT}
     */
    void apply(int[] values, int count, int low, int high) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, values, i).max(least).min(largest);
            var product = ((FloatVector) x.convertShape(I2F, Lanes.FLOATS, 0)).mul(factor);
            var shifted = product.add(ROUNDER);
            var result = shifted.reinterpretAsInts().sub(ROUNDER_BITS).max(low).min(high);
            var doubtful = product.sub(shifted.sub(ROUNDER)).abs().compare(GE, doubt);
            if (doubtful.anyTrue()) {
                var lanes = doubtful.toLong();
                result.intoArray(values, i, doubtful.not().cast(Lanes.INTS));
                applyExactly(values, i, lanes, low, high);
            } else {
                result.intoArray(values, i);
            }
        }
    }

    private void applyExactly(int[] values, int first, long lanes, int low, int high) {
        for (var left = lanes; left != 0; left &= left - 1) {
            var i = first + Long.numberOfTrailingZeros(left);
            values[i] = Math.clamp(exact.of(values[i]), low, high);
        }
    }
}

package qcc.sim.noise;

/**
 * Read noise of one column: each driven cell adds an independent normal current with every conversion, so that a column's sum has the deviation
 * {@code sigma * sqrt(sum of squared levels)}.
 *
 * @param sigma standard deviation of one cell driven with one level
 * @param stream what tells this column from all others
 */
public record ReadNoise(double sigma, long stream) {
    private static final int QUANTILE_BITS = 16;
    private static final double[] QUANTILES = quantiles();
    /** The largest magnitude of {@link #normal}. */
    public static final double LARGEST_NORMAL = QUANTILES[QUANTILES.length - 1];

    /** No noise. */
    static final ReadNoise NONE = new ReadNoise(0, 0);

    /**
     * A standard normal number for a conversion: one of 65,536 equally likely quantiles.
     *
     * @param sample the sample's index
     * @param position which product of the group it is for this sample
     * @param phase the phase of the inputs
     */
    public double normal(long sample, long position, int phase) {
        var mixed = mix(mix(stream + sample * 0x9E3779B97F4A7C15L) + (position << Byte.SIZE | phase));
        return QUANTILES[(int) (mixed >>> Long.SIZE - QUANTILE_BITS)];
    }

    /** The finalizer "Mix13" of Stafford, as in SplitMix64. */
    private static long mix(long z) {
        var a = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        var b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    private static double[] quantiles() {
        var quantiles = new double[1 << QUANTILE_BITS];
        for (var i = 0; i < quantiles.length; i++) {
            quantiles[i] = NormalQuantile.of((i + 0.5) / quantiles.length);
        }
        return quantiles;
    }
}

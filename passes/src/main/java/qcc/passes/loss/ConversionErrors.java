package qcc.passes.loss;

/** The errors of one conversion, those of small sums kept in a table. */
final class ConversionErrors {
    private static final int KEPT = 1 << 10;

    private final ConversionStep conversion;
    private final int first;
    private final double[] errors;
    private final boolean[] clips;

    /** @param signed whether sums can be negative */
    ConversionErrors(ConversionStep conversion, boolean signed) {
        this.conversion = conversion;
        this.first = signed ? -KEPT : 0;
        this.errors = new double[KEPT - first];
        this.clips = new boolean[errors.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = conversion.error(first + i);
            clips[i] = conversion.clips(first + i);
        }
    }

    /** Whether every sum of a range is the value of its own code. */
    boolean areNone(long least, long largest) {
        for (long sum = Math.max(least, first); sum <= Math.min(largest, KEPT - 1); sum++) {
            if (errors[(int) sum - first] != 0) {
                return false;
            }
        }
        return least >= first && largest < KEPT;
    }

    /** Adds the errors of sums, each times what it counts, to those of rounding or of clipping. */
    void add(int[] sums, long worth, double[] rounding, double[] clipping) {
        for (int i = 0; i < sums.length; i++) {
            int at = sums[i] - first;
            if (at < 0 || at >= errors.length) {
                var target = conversion.clips(sums[i]) ? clipping : rounding;
                target[i] += worth * conversion.error(sums[i]);
            } else if (errors[at] != 0) {
                var target = clips[at] ? clipping : rounding;
                target[i] += worth * errors[at];
            }
        }
    }
}

package qcc.passes.loss;

import java.util.Arrays;

/**
 * How often, and with what weight, column sums were seen. Sums have bins of their own while there are at most {@value #MOST_BINS} of one sign;
 * beyond, bins double their width, and a bin stands for the sum in its middle.
 */
final class SumHistogram {
    private static final int MOST_BINS = 1 << 15;

    /** Weights by the magnitude of the sum, of the sums from 0 on and of those below. */
    private double[] positive = new double[64];
    private double[] negative = new double[0];
    private int shift;

    /** Takes in sums of one weight. */
    void add(int[] sums, double weight) {
        for (int sum : sums) {
            if (sum >= 0) {
                positive = fitting(positive, sum);
                positive[sum >> shift] += weight;
            } else {
                negative = fitting(negative, -sum);
                negative[-sum >> shift] += weight;
            }
        }
    }

    /** Takes in what another histogram saw. */
    void add(SumHistogram other) {
        while (shift < other.shift) {
            widen();
        }
        int finer = shift - other.shift;
        positive = merged(positive, other.positive, finer);
        negative = merged(negative, other.negative, finer);
    }

    private static double[] merged(double[] mine, double[] theirs, int finer) {
        var bins = Arrays.copyOf(mine, Math.max(mine.length, (theirs.length - 1 >> finer) + 1));
        for (int i = 0; i < theirs.length; i++) {
            bins[i >> finer] += theirs[i];
        }
        return bins;
    }

    private double[] fitting(double[] bins, int magnitude) {
        if (magnitude >> shift < bins.length) {
            return bins;
        }
        boolean isPositive = bins == positive;
        while (magnitude >> shift >= MOST_BINS) {
            widen();
        }
        var grown = isPositive ? positive : negative;
        int needed = (magnitude >> shift) + 1;
        return needed <= grown.length ? grown : Arrays.copyOf(grown, Math.min(MOST_BINS, Math.max(needed, 2 * grown.length)));
    }

    private void widen() {
        positive = halved(positive);
        negative = halved(negative);
        shift++;
    }

    private static double[] halved(double[] bins) {
        var half = new double[(bins.length + 1) / 2];
        for (int i = 0; i < bins.length; i++) {
            half[i / 2] += bins[i];
        }
        return half;
    }

    /** The largest magnitude seen, to the width of a bin; 0 if there is none but 0. */
    int largest() {
        return Math.max(last(positive), last(negative));
    }

    private int last(double[] bins) {
        int i = bins.length - 1;
        while (i > 0 && bins[i] == 0) {
            i--;
        }
        return i <= 0 ? 0 : sum(i);
    }

    /** The sum that a bin stands for. */
    private int sum(int bin) {
        return (bin << shift) + (shift == 0 ? 0 : 1 << shift - 1);
    }

    /** The weighted sum of squared conversion errors. */
    double squaredError(ConversionStep conversion) {
        double total = 0;
        for (int i = 0; i < positive.length; i++) {
            if (positive[i] != 0) {
                double error = conversion.error(sum(i));
                total += positive[i] * error * error;
            }
        }
        for (int i = 0; i < negative.length; i++) {
            if (negative[i] != 0) {
                double error = conversion.error(-sum(i));
                total += negative[i] * error * error;
            }
        }
        return total;
    }
}

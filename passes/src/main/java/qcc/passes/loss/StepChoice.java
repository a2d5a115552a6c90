package qcc.passes.loss;

import qcc.dialect.cim.Converter;

/**
 * Chooses the step with the least expected squared error, of rounding and clipping together, for sums that were seen; of equal ones the
 * smallest.
 *
 * @param converter its bits and rounding
 * @param signed whether codes have a sign
 * @param anyStep whether a step can be any integer, not only a power of two
 */
record StepChoice(Converter converter, boolean signed, boolean anyStep) {
    /** Integers up to here are all tried; beyond, each is two percent above the one before. */
    private static final int FINE = 50;
    private static final int LARGEST = 1 << 30;

    int best(SumHistogram sums) {
        int largest = sums.largest();
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 1; least > 0; step = next(step)) {
            var conversion = ConversionStep.of(converter, signed, step);
            double error = sums.squaredError(conversion);
            if (error < least) {
                least = error;
                best = step;
            }
            if (covers(conversion, largest) || next(step) > LARGEST) {
                break;
            }
        }
        return best;
    }

    private boolean covers(ConversionStep conversion, int largest) {
        return !conversion.clips(largest) && !(signed && conversion.clips(-largest));
    }

    private int next(int step) {
        return anyStep ? step + Math.max(1, step / FINE) : 2 * step;
    }
}

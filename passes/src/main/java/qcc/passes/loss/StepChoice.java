package qcc.passes.loss;

import qcc.chip.Adc.FullScale.Steps;
import qcc.dialect.cim.Converter;

/**
 * Chooses the step with the least expected squared error, of rounding and clipping together, for sums that were seen; of equal ones the
 * smallest.
 *
 * @param converter its bits and rounding
 * @param signed whether codes have a sign
 * @param steps which steps there are
 */
record StepChoice(Converter converter, boolean signed, Steps steps) {
    /** Integers up to here are all tried; otherwise each step is two percent above the one before. */
    private static final int FINE = 50;
    private static final int LARGEST = 1 << 30;

    /** The best step, in units of 2^-{@link Steps#fractionBits}. */
    int best(SumHistogram sums) {
        int largest = sums.largest();
        int first = 1 << steps.fractionBits();
        int best = first;
        double least = Double.POSITIVE_INFINITY;
        for (int step = first; least > 0; step = next(step)) {
            var conversion = ConversionStep.of(converter, signed, step, steps.fractionBits());
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

    /** Whether the value of the largest code reaches a sum; that of the least code of a sign then does as well. */
    private static boolean covers(ConversionStep conversion, int largest) {
        return (long) conversion.largest() * conversion.step() >= (long) largest << conversion.fractionBits();
    }

    private int next(int step) {
        int higher = step + Math.max(1, step / FINE);
        return switch (steps) {
            case POWER_OF_TWO -> 2 * step;
            case ANY -> higher;
            case FIXED_POINT -> step < FINE << steps.fractionBits() ? Math.min(higher, nextInteger(step)) : higher;
        };
    }

    private int nextInteger(int step) {
        return (step >> steps.fractionBits()) + 1 << steps.fractionBits();
    }
}

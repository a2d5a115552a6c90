package qcc.passes.loss;

import qcc.dialect.cim.Converter;

/**
 * One converter with its step: the value that stands for a column sum.
 *
 * @param step what one code is worth
 * @param bias added before the division: half a step where sums are rounded to the nearest code
 * @param least the least code
 * @param largest the largest code
 */
record ConversionStep(int step, int bias, int least, int largest) {
    static ConversionStep of(Converter converter, boolean signed, int step) {
        int codes = 1 << converter.bits();
        return new ConversionStep(step, converter.floor() ? 0 : step / 2, signed ? -codes / 2 : 0, (signed ? codes / 2 : codes) - 1);
    }

    /** The code before it is limited to those that there are. */
    int code(int sum) {
        return Math.floorDiv(sum + bias, step);
    }

    boolean clips(int sum) {
        int code = code(sum);
        return code < least || code > largest;
    }

    /** The value of a sum's code less the sum. */
    int error(int sum) {
        return Math.clamp(code(sum), least, largest) * step - sum;
    }

    /** Adds the errors of sums, each times what it counts, to those of rounding or of clipping. */
    void addErrors(int[] sums, long worth, long[] rounding, long[] clipping) {
        for (int i = 0; i < sums.length; i++) {
            int code = code(sums[i]);
            if (code < least || code > largest) {
                clipping[i] += worth * (Math.clamp(code, least, largest) * step - sums[i]);
            } else {
                rounding[i] += worth * (code * step - sums[i]);
            }
        }
    }
}

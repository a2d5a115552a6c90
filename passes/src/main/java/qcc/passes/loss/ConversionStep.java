package qcc.passes.loss;

import qcc.dialect.cim.Converter;

/**
 * One converter with its step: the value that stands for a column sum, in units of 2^-fractionBits.
 *
 * @param step what one code is worth, in these units
 * @param bias added to the sum in these units before the division: half a step where sums are rounded to the nearest code
 * @param least the least code
 * @param largest the largest code
 */
record ConversionStep(int step, int bias, int least, int largest, int fractionBits) {
    static ConversionStep of(Converter converter, boolean signed, int step, int fractionBits) {
        int codes = 1 << converter.bits();
        return new ConversionStep(step, converter.floor() ? 0 : step / 2, signed ? -codes / 2 : 0, (signed ? codes / 2 : codes) - 1,
                fractionBits);
    }

    /** The code before it is limited to those that there are. */
    private long code(int sum) {
        return Math.floorDiv(((long) sum << fractionBits) + bias, (long) step);
    }

    boolean clips(int sum) {
        long code = code(sum);
        return code < least || code > largest;
    }

    /** The value of a sum's code less the sum, exactly. */
    double error(int sum) {
        long units = Math.clamp(code(sum), least, largest) * step - ((long) sum << fractionBits);
        return Math.scalb((double) units, -fractionBits);
    }
}

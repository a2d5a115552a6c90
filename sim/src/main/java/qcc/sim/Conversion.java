package qcc.sim;

import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Rounding;

/**
 * From column sums to the values of their codes, {@code clamp(floor((2^fractionBits * sum + bias) / step), least, largest) * step} in units of
 * 2^-fractionBits.
 *
 * @param step the converter's step in these units
 * @param bias half a step, rounded down, where sums are rounded to the nearest code
 */
record Conversion(int step, int bias, int least, int largest, int fractionBits) {
    static Conversion of(Converter converter, int step, boolean isSigned) {
        var codes = 1 << converter.bits();
        return new Conversion(step, converter.rounding() == Rounding.NEAREST ? step >> 1 : 0, isSigned ? -codes / 2 : 0,
                (isSigned ? codes / 2 : codes) - 1, converter.steps().fractionBits());
    }

    /** The value of a sum, as a number of units. */
    long value(long sum) {
        return Math.clamp(Math.floorDiv((sum << fractionBits) + bias, (long) step), (long) least, (long) largest) * step;
    }

    /** What a code is worth. */
    double worth() {
        return Math.scalb((double) step, -fractionBits);
    }

    /** Whether every sum of a range is the value of its code. */
    boolean isLossless(long minimum, long maximum) {
        return minimum == 0 && maximum == 0 || step == 1 << fractionBits && minimum >= least && maximum <= largest;
    }

    /** Adds the values of sums, times a factor, in units. */
    void add(int[] sums, int from, int count, long factor, long[] target, int offset) {
        if (Integer.bitCount(step) == 1) {
            addShifted(sums, from, count, factor, target, offset);
            return;
        }
        for (var i = 0; i < count; i++) {
            var code = Math.clamp(Math.floorDiv(((long) sums[from + i] << fractionBits) + bias, (long) step), (long) least, (long) largest);
            target[offset + i] += code * step * factor;
        }
    }

    private void addShifted(int[] sums, int from, int count, long factor, long[] target, int offset) {
        var shift = Integer.numberOfTrailingZeros(step);
        for (var i = 0; i < count; i++) {
            var code = Math.max(least, Math.min(largest, ((long) sums[from + i] << fractionBits) + bias >> shift));
            target[offset + i] += (code << shift) * factor;
        }
    }
}

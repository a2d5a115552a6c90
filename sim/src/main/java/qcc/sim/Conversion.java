package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.WeightEncoding;

/**
 * From column sums to the values of their codes, {@code clamp(sum + bias >> shift, least, largest) << shift}.
 *
 * @param bias half a step where sums are rounded to the nearest code
 * @param shift the logarithm of the step
 */
record Conversion(int bias, int shift, int least, int largest) {
    static Conversion of(ArrayGroup group, Converter converter) {
        var isSigned = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG;
        var codes = 1 << converter.bits();
        var bias = switch (converter.rounding()) {
            case NEAREST -> converter.step() >> 1;
            case FLOOR -> 0;
        };
        return new Conversion(bias, Integer.numberOfTrailingZeros(converter.step()), isSigned ? -codes / 2 : 0,
                (isSigned ? codes / 2 : codes) - 1);
    }

    /** The value of a sum, as a number of units. */
    long value(long sum) {
        return Math.clamp(sum + bias >> shift, (long) least, (long) largest) << shift;
    }

    /** Adds the values of sums, times a factor, modulo 2^32. */
    void add(int[] sums, int from, int count, int factor, int[] target, int offset) {
        for (var i = 0; i < count; i++) {
            var code = Math.max(least, Math.min(largest, sums[from + i] + bias >> shift));
            target[offset + i] += (code << shift) * factor;
        }
    }
}

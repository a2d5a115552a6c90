package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.cim.Converter;

/** The values that a converter with some step gives for column sums, in units of the steps' fraction bits; those of small sums are kept. */
final class ConversionTable {
    private static final int KEPT = 1 << 10;

    private final long step;
    private final long rounding;
    private final int fractionBits;
    private final long least;
    private final long largest;
    private final int first;
    private final long[] values;

    /** @param isSigned whether sums can be negative */
    ConversionTable(Converter converter, int step, boolean isSigned) {
        long codes = 1L << converter.bits();
        this.step = step;
        this.rounding = converter.floor() ? 0 : step / 2;
        this.fractionBits = converter.steps().fractionBits();
        this.least = isSigned ? -codes / 2 : 0;
        this.largest = (isSigned ? codes / 2 : codes) - 1;
        this.first = isSigned ? -KEPT : 0;
        this.values = new long[KEPT - first];
        Arrays.setAll(values, i -> convert(first + i));
    }

    /** The value that stands for a sum. */
    long value(int sum) {
        int i = sum - first;
        return i >= 0 && i < values.length ? values[i] : convert(sum);
    }

    private long convert(int sum) {
        long code = Math.floorDiv(((long) sum << fractionBits) + rounding, step);
        return Math.clamp(code, least, largest) * step;
    }
}

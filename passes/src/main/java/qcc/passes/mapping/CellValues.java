package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import qcc.chip.Weights.Encoding;

/**
 * What weights add to column sums, for each level of their row: a table for each plane of cells, in the order of
 * {@link qcc.dialect.cim.StepTable}. Signs that are subtracted before conversion make one plane of signed values.
 */
final class CellValues {
    private static final int LEAST_WEIGHT = -128;
    private static final int WEIGHTS = 256;

    private final Encoding encoding;
    private final List<Plane> planes = new ArrayList<>();

    /**
     * What one plane adds.
     *
     * @param values for the weights from -128 to 127
     * @param worth what the values of its codes are multiplied with
     * @param isSigned whether values can be negative
     */
    private record Plane(int[] values, long worth, boolean isSigned) {}

    /** @param sliceBits bits of the slices that a weight takes, least significant first */
    CellValues(Encoding encoding, int[] sliceBits) {
        this.encoding = encoding;
        int codeBits = Arrays.stream(sliceBits).sum();
        int half = 1 << codeBits - 1;
        int shift = 0;
        for (int bits : sliceBits) {
            int low = shift;
            int mask = (1 << bits) - 1;
            long worth = 1L << shift;
            shift += bits;
            boolean isTop = shift == codeBits;
            switch (encoding) {
                case DIFFERENTIAL_ANALOG -> add(w -> Integer.signum(w) * (Math.abs(w) >> low & mask), worth, true);
                case DIFFERENTIAL_DIGITAL -> {
                    add(w -> Math.max(w, 0) >> low & mask, worth, false);
                    add(w -> Math.max(-w, 0) >> low & mask, -worth, false);
                }
                case OFFSET -> add(w -> w + half >> low & mask, worth, false);
                case TWOS_COMPLEMENT -> {
                    boolean isSigned = isTop && bits > 1;
                    add(w -> isSigned ? w >> low : w >> low & mask, isTop && bits == 1 ? -worth : worth, isSigned);
                }
                case XNOR -> add(w -> 2 * (w + half >> low & 1) - 1, worth, true);
            }
        }
    }

    private void add(IntUnaryOperator value, long worth, boolean isSigned) {
        var table = new int[WEIGHTS];
        Arrays.setAll(table, i -> value.applyAsInt(i + LEAST_WEIGHT));
        planes.add(new Plane(table, worth, isSigned));
    }

    int planes() {
        return planes.size();
    }

    /** Whether converters count the levels that agree with cells of -1 and 1. */
    boolean areXnor() {
        return encoding == Encoding.XNOR;
    }

    /** What a weight adds in a plane. */
    int value(int plane, int weight) {
        return planes.get(plane).values[weight - LEAST_WEIGHT];
    }

    /** What the values of a plane's codes are multiplied with. */
    long worth(int plane) {
        return planes.get(plane).worth;
    }

    /** Whether a plane's values can be negative. */
    boolean isSigned(int plane) {
        return planes.get(plane).isSigned;
    }

    /** What the weights that the cells hold are divided by. */
    int divisor() {
        return areXnor() ? 2 : 1;
    }
}

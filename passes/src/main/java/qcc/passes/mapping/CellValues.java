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

    private final List<int[]> planes = new ArrayList<>();

    /** @param sliceBits bits of the slices that a weight takes, least significant first */
    CellValues(Encoding encoding, int[] sliceBits) {
        int codeBits = Arrays.stream(sliceBits).sum();
        int shift = 0;
        for (int bits : sliceBits) {
            int low = shift;
            int mask = (1 << bits) - 1;
            switch (encoding) {
                case DIFFERENTIAL_ANALOG -> add(w -> Integer.signum(w) * (Math.abs(w) >> low & mask));
                case DIFFERENTIAL_DIGITAL -> {
                    add(w -> Math.max(w, 0) >> low & mask);
                    add(w -> Math.max(-w, 0) >> low & mask);
                }
                case OFFSET -> add(w -> w + (1 << codeBits - 1) >> low & mask);
                case TWOS_COMPLEMENT -> add(w -> w >> low & mask);
                case XNOR -> throw new IllegalArgumentException("sums of xnor cells are not converted");
            }
            shift += bits;
        }
    }

    private void add(IntUnaryOperator value) {
        var table = new int[WEIGHTS];
        Arrays.setAll(table, i -> value.applyAsInt(i + LEAST_WEIGHT));
        planes.add(table);
    }

    int planes() {
        return planes.size();
    }

    /** What a weight adds in a plane. */
    int value(int plane, int weight) {
        return planes.get(plane)[weight - LEAST_WEIGHT];
    }
}

package qcc.backend.host.repair;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;

/** Which level each cell of a block is to hold, and what an error there is worth. */
record Cells(ArrayGroup group, CrossbarSlice slice) {
    /** Physical columns of one weight's slice. */
    int perWeight() {
        return switch (group.encoding()) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> 2;
            case OFFSET, TWOS_COMPLEMENT, XNOR -> 1;
        };
    }

    /** What one level counts in a weight. */
    int worth() {
        return 1 << group.sliceBits().subList(0, slice.slice()).stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The level of a cell.
     *
     * @param row row of the block
     * @param column column of the block
     * @param cell 0, or 1 for the negative cell
     */
    int level(int row, int column, int cell) {
        int weight = group.matrix()[(slice.matrixRow() + row) * group.columns() + slice.matrixColumn() + column];
        int bits = group.sliceBits().stream().mapToInt(Integer::intValue).sum();
        int code = switch (group.encoding()) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> Math.max(0, cell == 0 ? weight : -weight);
            case OFFSET -> weight + (1 << bits - 1);
            case TWOS_COMPLEMENT -> weight;
            case XNOR -> (weight + 1) / 2;
        };
        return code >> Integer.numberOfTrailingZeros(worth()) & (1 << group.sliceBits().get(slice.slice())) - 1;
    }
}

package qcc.backend.cim.isa;

/**
 * One slice of a rectangular block of a group's matrix, and where it lies in a crossbar. Rows and columns count the matrix's elements of
 * this slice; how many physical columns the sign takes is the chip's {@link WeightEncoding}.
 *
 * @param crossbar the crossbar on the group's core
 * @param crossbarRow the block's first row in the crossbar
 * @param crossbarColumn the block's first column in the crossbar
 * @param matrixRow the block's first row in the matrix
 * @param matrixColumn the block's first column in the matrix
 * @param rows the block's rows, at least 1
 * @param columns the block's columns, at least 1
 * @param slice which slice of the weights, 0 the least significant
 * @param replica which copy of the matrix the block belongs to, from 0
 */
public record CrossbarSlice(int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int matrixColumn, int rows, int columns,
        int slice, int replica) {
    public CrossbarSlice {
        requireAtLeast(0, "crossbar", crossbar);
        requireAtLeast(0, "crossbar row", crossbarRow);
        requireAtLeast(0, "crossbar column", crossbarColumn);
        requireAtLeast(0, "matrix row", matrixRow);
        requireAtLeast(0, "matrix column", matrixColumn);
        requireAtLeast(1, "rows", rows);
        requireAtLeast(1, "columns", columns);
        requireAtLeast(0, "slice", slice);
        requireAtLeast(0, "replica", replica);
    }

    /** A block of the first, or only, copy. */
    public CrossbarSlice(int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int matrixColumn, int rows, int columns,
            int slice) {
        this(crossbar, crossbarRow, crossbarColumn, matrixRow, matrixColumn, rows, columns, slice, 0);
    }

    private static void requireAtLeast(int minimum, String name, int value) {
        if (value < minimum) {
            throw new IllegalArgumentException("crossbar slice: %s must be at least %d but is %d".formatted(name, minimum, value));
        }
    }
}

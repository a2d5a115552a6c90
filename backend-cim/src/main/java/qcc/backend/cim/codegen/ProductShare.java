package qcc.backend.cim.codegen;

/**
 * A group's part in a product: some input channels, all of its columns, some rows of the result.
 *
 * @param core the core that holds the group
 * @param group the group's number on the core
 * @param firstChannel the first input channel read
 * @param channels input channels read
 * @param firstColumn the first output channel made
 * @param columns output channels made
 * @param firstRow the first row of the result
 * @param rows rows of the result
 */
record ProductShare(int core, int group, int firstChannel, int channels, int firstColumn, int columns, int firstRow, int rows) {
    int endChannel() {
        return firstChannel + channels;
    }

    int endColumn() {
        return firstColumn + columns;
    }

    int endRow() {
        return firstRow + rows;
    }

    /** Whether both give sums of the same outputs. */
    boolean meets(ProductShare other) {
        return firstColumn < other.endColumn() && other.firstColumn < endColumn() && firstRow < other.endRow() && other.firstRow < endRow();
    }

    boolean hasSameOutputs(ProductShare other) {
        return firstColumn == other.firstColumn && columns == other.columns && firstRow == other.firstRow && rows == other.rows;
    }
}

package qcc.backend.cim.codegen;

/**
 * Rows of a step's result that one core writes.
 *
 * @param core the core
 * @param firstRow the first row
 * @param rows how many, at least 1
 */
record Part(int core, int firstRow, int rows) {
    int endRow() {
        return firstRow + rows;
    }
}

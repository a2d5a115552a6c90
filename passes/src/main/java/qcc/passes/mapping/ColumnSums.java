package qcc.passes.mapping;

/** Magnitudes of the column sums of one part of a layer that converters must cover. */
@FunctionalInterface
interface ColumnSums {
    /**
     * The magnitude that the converter of an entry must cover.
     *
     * @param rowGroup number of the row group
     * @param plane number of the plane, in the order of {@link qcc.dialect.cim.StepTable}
     * @param column column of the part
     */
    long largest(int rowGroup, int plane, int column);
}

package qcc.sim;

/** Sums of columns of cells for one product at a time. Used by one thread. */
interface ColumnSums {
    /** Takes the inputs of a row group. */
    void load(byte[] memory, int[] addresses, int rowGroup, int first, int size);

    /** Chooses a column of cells. */
    void select(int rowGroup, int column);

    /** The sums of the column in one phase, in levels, one for each sample. */
    void sums(int phase, double[] result);
}

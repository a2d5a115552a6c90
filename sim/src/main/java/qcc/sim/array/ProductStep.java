package qcc.sim.array;

/**
 * A conversion of neighboring columns: rows of one crossbar that are active together, read in every phase.
 *
 * @param slice the slice of the weights in these cells
 * @param reading which of a weight's cells are read
 * @param crossbar the crossbar on the group's core
 * @param crossbarRow the first active row
 * @param crossbarColumn the first column read; weights are as many columns apart as they have cells
 * @param matrixRow the matrix's row in the first active row
 * @param rows active rows
 * @param matrixColumn the matrix's column in the first column read
 * @param columns columns of the matrix
 * @param firstSum where its sums begin among those of a phase
 * @param rowGroup the row group whose rows are active, in the order of the matrix's rows
 */
public record ProductStep(int slice, Reading reading, int crossbar, int crossbarRow, int crossbarColumn, int matrixRow, int rows,
        int matrixColumn, int columns, int firstSum, int rowGroup) {
    /** Which of a weight's cells are read. */
    public enum Reading {
        /** The only one. */
        SINGLE(1),
        /** The positive one. */
        POSITIVE(1),
        /** The negative one; its sums are subtracted. */
        NEGATIVE(-1),
        /** The positive one less the negative one, subtracted before conversion. */
        DIFFERENCE(1);

        private final int sign;

        Reading(int sign) {
            this.sign = sign;
        }

        /** What converted values are multiplied with. */
        public int sign() {
            return sign;
        }
    }
}

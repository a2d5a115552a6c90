package qcc.passes.mapping;

import java.util.List;

/**
 * Magnitudes of the column sums of one part of a layer that converters must cover.
 *
 * <p>They are the largest that programmed cells allow, or whatever calibration takes from the sums of samples.
 */
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

    /** Where the magnitudes of the parts of a layer come from. */
    @FunctionalInterface
    interface Source {
        /**
         * The magnitudes of a part.
         *
         * @param part number of the part in its layer
         * @param rowGroups rows of each conversion of the part
         */
        ColumnSums of(int part, List<Integer> rowGroups);
    }
}

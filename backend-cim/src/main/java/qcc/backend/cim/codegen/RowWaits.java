package qcc.backend.cim.codegen;

import java.util.List;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;

/**
 * Waits for rows of a value that other cores make while this one reads it from the first row to the last.
 *
 * @param sources who makes which rows
 * @param scale rows of the makers for each row of the reader, who may see the same bytes in another shape
 */
record RowWaits(List<Source> sources, int scale) {
    /** Nothing to wait for. */
    static final RowWaits NONE = new RowWaits(List.of(), 0);

    /** Rows of a part, and the token that counts them. */
    record Source(int token, Part part) {}

    RowWaits {
        sources = List.copyOf(sources);
    }

    boolean areNeeded() {
        return !sources.isEmpty();
    }

    /**
     * Emits the waits for rows to be read next.
     *
     * @param register holds the end of these rows, counted as the makers do
     * @param from the first row that is read here in the first round of the loops around, counted as the reader does
     * @param to the end of the rows read here in the last round
     */
    void emit(CoreCode code, int register, long from, long to) {
        for (var source : sources) {
            if (from * scale < source.part.endRow() && to * scale > source.part.firstRow()) {
                code.emit(new Wait(source.token, register, -source.part.firstRow(), source.part.rows()));
            }
        }
    }
}

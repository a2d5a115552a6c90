package qcc.backend.cim.codegen;

/** A reader that goes through a value from its first row to its last: a register holds the end of the rows that it awaits next. */
final class RowCursor {
    private final CoreCode code;
    private final RowWaits waits;
    private final int register;

    /**
     * @param end the end of the rows awaited first, counted as the reader does
     */
    RowCursor(CoreCode code, RowWaits waits, int end) {
        this.code = code;
        this.waits = waits;
        this.register = waits.areNeeded() ? code.register() : CoreCode.ZERO;
        if (waits.areNeeded()) {
            code.load(register, end * waits.scale());
        }
    }

    /**
     * Awaits the rows up to the cursor.
     *
     * @param from the first row that is read here in the first round of the loop around
     * @param to the end of the rows read here in the last round
     */
    void await(int from, int to) {
        waits.emit(code, register, from, to);
    }

    void advance(int rows) {
        if (waits.areNeeded()) {
            code.add(register, register, rows * waits.scale());
        }
    }
}

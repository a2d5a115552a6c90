package qcc.ir;

import java.util.Optional;

/** Text that cannot be read; the parser turns it into a diagnostic at the offset. */
public final class ParseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final int noteOffset;
    private final String note;

    /**
     * A mistake in the text.
     *
     * @param offset the byte at which it was seen
     */
    public ParseException(int offset, String message) {
        this(offset, message, -1, null);
    }

    /** A mistake that another place explains. */
    public ParseException(int offset, String message, int noteOffset, String note) {
        super(message, null, false, false);
        this.offset = offset;
        this.noteOffset = noteOffset;
        this.note = note;
    }

    public int offset() {
        return offset;
    }

    /** The explanation, if there is one. */
    public Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** The byte that the explanation is about. */
    public int noteOffset() {
        return noteOffset;
    }
}

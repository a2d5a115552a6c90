package qcc.ir;

/** Text that cannot be read; the parser turns it into a diagnostic at the offset. */
public final class ParseException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A mistake in the text.
     *
     * @param offset the byte at which it was seen
     */
    public ParseException(int offset, String message) {
        super(message, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}

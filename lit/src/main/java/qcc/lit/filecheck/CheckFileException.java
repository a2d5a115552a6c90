package qcc.lit.filecheck;

/** A check file that is not well formed. */
final class CheckFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceText source;
    private final int offset;

    CheckFileException(SourceText source, int offset, String message) {
        super(message);
        this.source = source;
        this.offset = offset;
    }

    SourceText source() {
        return source;
    }

    int offset() {
        return offset;
    }
}

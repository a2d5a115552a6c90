package qcc.lit.filecheck;

/** A check file that is not well formed. */
final class CheckFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SourceText source;
    private final int offset;
    private final Form form;

    /** How the error ends a run, which follows LLVM's program to the letter. */
    enum Form {
        /** With a message. */
        MESSAGE,
        /** With a message and an empty line. */
        SPACED,
        /** At once, with the exit code of a mismatch. */
        ABORT
    }

    CheckFileException(SourceText source, int offset, String message) {
        this(source, offset, message, Form.MESSAGE);
    }

    CheckFileException(SourceText source, int offset, String message, Form form) {
        super(message);
        this.source = source;
        this.offset = offset;
        this.form = form;
    }

    int exitCode() {
        return form == Form.ABORT ? FileCheck.MISMATCH : FileCheck.UNUSABLE;
    }

    void print(StringBuilder out) {
        SourceLine.at(source, offset).print(out, "error: " + getMessage());
        out.append(form == Form.SPACED ? "\n" : "");
    }
}

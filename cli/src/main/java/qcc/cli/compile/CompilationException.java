package qcc.cli.compile;

/** A compilation that stopped because the network is at fault. */
public final class CompilationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean reported;

    private CompilationException(String message, boolean reported, Throwable cause) {
        super(message, cause);
        this.reported = reported;
    }

    /** What is wrong has been told by diagnostics. */
    static CompilationException afterDiagnostics(String message) {
        return new CompilationException(message, true, null);
    }

    /** The message says what is wrong. */
    static CompilationException unreported(String message) {
        return unreported(message, null);
    }

    /** The message says what is wrong with what another part of the compiler found. */
    static CompilationException unreported(String message, Throwable cause) {
        return new CompilationException(message, false, cause);
    }

    /** Whether diagnostics have told the user what is wrong. */
    public boolean isReported() {
        return reported;
    }
}

package qcc.cli.compile;

/** A compilation stopped after errors were reported as diagnostics. */
public final class CompilationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CompilationException(String message) {
        super(message);
    }
}

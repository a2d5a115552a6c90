package qcc.cli.conformance;

/** A model that got stuck between import and execution. */
final class CheckFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailure(String message) {
        super(message);
    }
}

package qcc.sim;

/** A bundle or inputs that cannot be simulated, for a reason outside the cores' programs. */
public final class SimulatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message a format string for the arguments */
    public SimulatorException(String message, Object... arguments) {
        super(message.formatted(arguments));
    }
}

package qcc.lit.shell;

/** A command line that the shell does not understand. */
public final class ShellSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    ShellSyntaxException(String message) {
        super(message);
    }
}

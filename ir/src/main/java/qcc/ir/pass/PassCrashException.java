package qcc.ir.pass;

/** A pass threw an exception: a bug of the compiler, not a fault of its input. */
public final class PassCrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PassCrashException(PassExecution run, Throwable cause) {
        super("pass '" + run.pass().info().name() + "' crashed on " + run.op() + ": " + cause, cause);
    }
}

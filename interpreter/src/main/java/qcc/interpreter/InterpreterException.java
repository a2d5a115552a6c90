package qcc.interpreter;

import qcc.ir.Location;
import qcc.ir.Op;

/** An operation that cannot be executed; the message says which one, where it comes from and what to do. */
public final class InterpreterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Op op;
    private final String detail;

    InterpreterException(Op op, String detail, Throwable cause) {
        super(op.location().describe() + ": '" + op.name() + "' op " + detail, cause);
        this.op = op;
        this.detail = detail;
    }

    InterpreterException(Op op, String detail) {
        this(op, detail, null);
    }

    /** The operation; null in a deserialized exception. */
    public Op op() {
        return op;
    }

    /** Where the operation comes from; unknown in a deserialized exception. */
    public Location location() {
        return op == null ? Location.UNKNOWN : op.location();
    }

    /** The message without location and operation name, as a diagnostic wants it. */
    public String detail() {
        return detail;
    }
}

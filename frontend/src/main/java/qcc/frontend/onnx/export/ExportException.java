package qcc.frontend.onnx.export;

import qcc.ir.Op;
import qcc.ir.diagnostic.Diagnostic;

/** A network that ONNX cannot express. The message names the operation and says what to do. */
public final class ExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    ExportException(Op op, String message) {
        super("'" + op.name() + "' at " + op.location().describe() + " " + message);
        this.diagnostic = Diagnostic.error(op.location(), "'" + op.name() + "' op " + message);
    }

    /** The fault with its location. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}

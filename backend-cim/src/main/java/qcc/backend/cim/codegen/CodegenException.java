package qcc.backend.cim.codegen;

import qcc.ir.Op;

/** An operation for which no code can be made on the chip; the message says where it comes from and what would help. */
public final class CodegenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CodegenException(Op op, String message) {
        super("no code for '%s' at %s: %s".formatted(op.name(), op.location().describe(), message));
    }

    CodegenException(Op op, String message, Throwable cause) {
        super("no code for '%s' at %s: %s".formatted(op.name(), op.location().describe(), message), cause);
    }
}

package qcc.passes.quantize;

import qcc.ir.Op;

/** An operation that cannot be quantized; the message completes {@code 'name' op ...}. */
final class QuantizationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Op op;

    QuantizationException(Op op, String format, Object... arguments) {
        super(format.formatted(arguments));
        this.op = op;
    }

    Op op() {
        return op;
    }
}

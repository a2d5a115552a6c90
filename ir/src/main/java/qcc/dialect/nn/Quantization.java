package qcc.dialect.nn;

import java.util.stream.Stream;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Type;
import qcc.ir.Verifier;

/** Whether an operation works on quantized values or on plain numbers; it cannot mix real and quantized ones. */
public final class Quantization {
    private Quantization() {}

    /** Whether the values of an operation are quantized. */
    public static boolean isQuantized(Op op) {
        return op.resultCount() > 0 && (op.result(0).type().elementType() instanceof QuantizedType
                || op instanceof NnProduct && op.operand(0).type().elementType() instanceof QuantizedType);
    }

    static void verifyUniform(Op op, Verifier check) {
        Class<? extends Type> foreign = isQuantized(op) ? FloatType.class : QuantizedType.class;
        if (Stream.concat(op.operands().stream(), op.results().stream()).map(v -> v.type().elementType()).anyMatch(foreign::isInstance)) {
            check.error("mixes floating-point and quantized tensors");
        }
    }
}

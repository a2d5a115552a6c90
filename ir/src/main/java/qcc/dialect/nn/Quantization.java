package qcc.dialect.nn;

import java.util.stream.Stream;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Whether an operation works on reals or on integers; it cannot mix them. */
public final class Quantization {
    private Quantization() {}

    /** Whether the values of an operation are quantized. */
    public static boolean isQuantized(Op op) {
        return op.resultCount() > 0 && op.result(0).type().elementType() instanceof QuantizedType;
    }

    static void verifyUniform(Op op, Verifier check) {
        boolean quantized = isQuantized(op);
        if (Stream.concat(op.operands().stream(), op.results().stream()).map(Value::type)
                .anyMatch(t -> t.elementType() instanceof FloatType == quantized)) {
            check.error("mixes floating-point and quantized tensors");
        }
    }
}

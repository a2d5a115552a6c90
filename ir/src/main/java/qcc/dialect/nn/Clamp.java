package qcc.dialect.nn;

import java.util.Optional;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.Verifier;

/**
 * The activation fused into an operation: the property {@code clamp = [min, max]}, f64 reals on a real result, i32 integers of the output
 * grid on a quantized one.
 */
public final class Clamp {
    /** The property. */
    public static final String PROPERTY = "clamp";

    private Clamp() {}

    /** A clamp of reals. */
    public static DenseArrayAttr ofReals(double min, double max) {
        return DenseArrayAttr.ofDoubles(min, max);
    }

    /** A clamp in the integers of the output. */
    public static DenseArrayAttr ofIntegers(int min, int max) {
        return DenseArrayAttr.ofInts(min, max);
    }

    /** The clamp of an operation, if it has one. */
    public static Optional<DenseArrayAttr> of(Op op) {
        return op.properties().get(PROPERTY) instanceof DenseArrayAttr a ? Optional.of(a) : Optional.empty();
    }

    static void verify(Op op, Verifier check) {
        of(op).ifPresent(clamp -> {
            boolean quantized = op.result(0).type().elementType() instanceof QuantizedType;
            boolean reals = clamp.element() instanceof FloatType;
            if (clamp.size() != 2 || quantized == reals) {
                check.error("expects 'clamp' to hold two %s", quantized ? "integers of the output grid" : "reals");
            } else if (reals ? !(clamp.toDoubles()[0] <= clamp.toDoubles()[1]) : clamp.toLongs()[0] > clamp.toLongs()[1]) {
                check.error("expects the lower bound of 'clamp' first");
            }
        });
    }
}

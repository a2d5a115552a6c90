package qcc.dialect.nn;

import java.util.Optional;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/**
 * Sums that a quantized product keeps for another one to go on with: plain i32 tensors that hold what its accumulators hold, zero points corrected
 * and bias added.
 */
public final class PartialSums {
    private PartialSums() {}

    /** Whether a value holds sums and not numbers on a grid. */
    public static boolean are(Value value) {
        return value.type() instanceof TensorType type && type.element().equals(IntegerType.I32);
    }

    /** The bias of a product has the size of its output channels; sums of another part have the shape of its result. */
    static void verify(Op product, Optional<Value> bias, boolean hasResidual, long channels, Verifier check) {
        boolean isQuantized = product.operand(0).type().elementType() instanceof QuantizedType;
        if (are(product.result()) && (!isQuantized || hasResidual || Clamp.of(product).isPresent())) {
            check.error("keeps sums as i32, so that it is quantized and has neither residual nor clamp");
        }
        if (bias.isEmpty()) {
            return;
        }
        var shape = ((TensorType) bias.get().type()).shape();
        if (!are(bias.get())) {
            if (!shape.equals(Shape.of(channels))) {
                check.error("expects one bias for each of %d %s, not %s", channels,
                        product instanceof ConvOp ? "output channels" : "outputs", shape);
            }
        } else if (!isQuantized || !InferredTypes.agree(shape, ((TensorType) product.result().type()).shape())) {
            check.error("adds sums of another part, so that it is quantized and they have the shape of the result, not %s", shape);
        }
    }
}

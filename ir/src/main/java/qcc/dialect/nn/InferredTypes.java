package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Verifier;

/**
 * An operation whose result shapes follow from its operands and attributes.
 *
 * <p>Where an operand has an unknown dimension the inferred one may be unknown too; a stated result may know more.
 */
public interface InferredTypes {
    /**
     * The shapes of the results.
     *
     * @throws IllegalArgumentException if the operands do not fit each other; the message completes {@code 'name' op ...}
     */
    List<Shape> inferShapes();

    /** Reports where the stated result shapes contradict the inferred ones. */
    static void verify(Op op, Verifier check) {
        List<Shape> inferred;
        try {
            inferred = ((InferredTypes) op).inferShapes();
        } catch (IllegalArgumentException e) {
            check.error("%s", e.getMessage());
            return;
        }
        for (int i = 0; i < op.resultCount(); i++) {
            if (op.result(i).type() instanceof TensorType stated && !agree(stated.shape(), inferred.get(i))) {
                check.error("states the result shape %s but %s follows from its operands", stated.shape(), inferred.get(i));
            }
        }
    }

    /** Whether two shapes can be the same: equal rank, and each dimension equal or unknown in one. */
    static boolean agree(Shape a, Shape b) {
        if (a.rank() != b.rank()) {
            return false;
        }
        for (int i = 0; i < a.rank(); i++) {
            if (!a.isDynamic(i) && !b.isDynamic(i) && a.dimension(i) != b.dimension(i)) {
                return false;
            }
        }
        return true;
    }
}

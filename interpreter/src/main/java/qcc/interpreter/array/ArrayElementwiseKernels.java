package qcc.interpreter.array;

import qcc.dialect.array.ArrayElementwise;
import qcc.dialect.array.CompareOp;
import qcc.tensor.Tensor;

/** Operations that make one element of one element of each operand. */
final class ArrayElementwiseKernels {
    private ArrayElementwiseKernels() {}

    static Tensor execute(ArrayElementwise op, ArrayCall call) {
        return switch (op) {
            case CompareOp compare -> Comparison.execute(compare, call);
        };
    }
}

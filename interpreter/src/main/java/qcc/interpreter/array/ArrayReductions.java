package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.ArrayReduction;
import qcc.dialect.array.ReduceOp;
import qcc.tensor.Tensor;

/** Operations that work along axes. */
final class ArrayReductions {
    private ArrayReductions() {}

    static List<Tensor> execute(ArrayReduction op, ArrayCall call) {
        return switch (op) {
            case ReduceOp reduce -> List.of(Reduction.execute(reduce, call));
        };
    }
}

package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.ArrayRecurrent;
import qcc.dialect.array.RecurrentOp;
import qcc.tensor.Tensor;

/** Operations with a state. */
final class ArrayRecurrences {
    private ArrayRecurrences() {}

    static List<Tensor> execute(ArrayRecurrent op, ArrayCall call) {
        return switch (op) {
            case RecurrentOp recurrent -> Recurrence.execute(recurrent, call);
        };
    }
}

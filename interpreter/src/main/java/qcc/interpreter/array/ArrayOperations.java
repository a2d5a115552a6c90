package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.ArrayAlgebra;
import qcc.dialect.array.ArrayElementwise;
import qcc.dialect.array.ArrayGeneration;
import qcc.dialect.array.ArrayMove;
import qcc.dialect.array.ArrayOp;
import qcc.dialect.array.ArrayRecurrent;
import qcc.dialect.array.ArrayReduction;
import qcc.dialect.array.ArraySampling;
import qcc.dialect.array.ArrayWindow;
import qcc.tensor.Tensor;

/** Finds the meaning of an operation of the dialect: one class for each family. */
public final class ArrayOperations {
    private ArrayOperations() {}

    /**
     * Executes an operation on one sample.
     *
     * @return one tensor for each result, of the result's own shape
     */
    public static List<Tensor> execute(ArrayOp op, ArrayCall call) {
        return switch (op) {
            case ArrayElementwise elementwise -> List.of(ArrayElementwiseKernels.execute(elementwise, call));
            case ArrayMove move -> ArrayMoves.execute(move, call);
            case ArrayRecurrent recurrent -> ArrayRecurrences.execute(recurrent, call);
            case ArrayReduction reduction -> ArrayReductions.execute(reduction, call);
            case ArrayGeneration generation -> List.of(ArrayGenerators.execute(generation, call));
            case ArrayAlgebra algebra -> List.of(LinearAlgebra.execute(algebra, call));
            case ArraySampling sampling -> List.of(ArraySamplings.execute(sampling, call));
            case ArrayWindow window -> ArrayWindows.execute(window, call);
        };
    }
}

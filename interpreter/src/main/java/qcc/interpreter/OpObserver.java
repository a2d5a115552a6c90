package qcc.interpreter;

import java.util.List;
import qcc.ir.Op;
import qcc.tensor.Tensor;

/** Sees operands and results of every operation, in order, once for each block of samples: how calibration learns ranges. */
@FunctionalInterface
public interface OpObserver {
    /** Sees nothing. */
    OpObserver NONE = (op, operands, results) -> {};

    /**
     * Called when an operation has been executed, on the thread that runs the function.
     *
     * @param operands one tensor for each operand, of shape [S, d...] or [1, d...]; not to be changed
     * @param results one tensor for each result, of shape [S, d...]; not to be changed, and shared with other values
     */
    void observe(Op op, List<Tensor> operands, List<Tensor> results);
}

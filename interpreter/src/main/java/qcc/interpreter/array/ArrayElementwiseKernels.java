package qcc.interpreter.array;

import qcc.dialect.array.ArrayElementwise;
import qcc.dialect.array.BinaryOp;
import qcc.dialect.array.ClassifyOp;
import qcc.dialect.array.CompareOp;
import qcc.dialect.array.SelectOp;
import qcc.tensor.BooleanTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Operations that make one element of one element of each operand. */
final class ArrayElementwiseKernels {
    private ArrayElementwiseKernels() {}

    static Tensor execute(ArrayElementwise op, ArrayCall call) {
        return switch (op) {
            case BinaryOp binary -> BinaryArithmetic.execute(binary, call);
            case ClassifyOp classify -> classify(classify, call);
            case CompareOp compare -> Comparison.execute(compare, call);
            case SelectOp _ -> select(call);
        };
    }

    private static Tensor classify(ClassifyOp op, ArrayCall call) {
        boolean nan = op.finds("nan");
        boolean positive = op.finds("+inf");
        boolean negative = op.finds("-inf");
        var input = call.operand(0);
        var result = new boolean[input.elements()];
        for (int i = 0; i < result.length; i++) {
            double x = input.doubleAt(i);
            result[i] = nan && Double.isNaN(x) || positive && x == Double.POSITIVE_INFINITY || negative && x == Double.NEGATIVE_INFINITY;
        }
        return new BooleanTensor(input.shape(), result);
    }

    private static Tensor select(ArrayCall call) {
        var walk = BroadcastWalk.of(call.operands());
        var condition = ((BooleanTensor) call.operand(0)).data();
        var result = call.newResult(0, walk.shape());
        walk.forEachRow((from, step, offset, length) -> {
            for (int i = 0; i < length; i++) {
                int chosen = condition[from[0] + i * step[0]] ? 1 : 2;
                copy(call.operand(chosen), from[chosen] + i * step[chosen], result, offset + i);
            }
        });
        return result;
    }

    /** Copies one element between arrays of one kind. */
    static void copy(Tensor source, int from, Tensor target, int to) {
        switch (source) {
            case FloatTensor floats -> ((FloatTensor) target).data()[to] = floats.data()[from];
            case DoubleTensor doubles -> ((DoubleTensor) target).data()[to] = doubles.data()[from];
            case IntegerTensor integers -> target.setLong(to, integers.longAt(from));
        }
    }
}

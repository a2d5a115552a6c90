package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.ArgExtremeOp;
import qcc.dialect.array.ArrayReduction;
import qcc.dialect.array.CumulativeOp;
import qcc.dialect.array.ReduceOp;
import qcc.dialect.array.TopKOp;
import qcc.tensor.IntegerTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Tensor;

/** Operations that work along axes. */
final class ArrayReductions {
    private ArrayReductions() {}

    static List<Tensor> execute(ArrayReduction op, ArrayCall call) {
        return switch (op) {
            case ArgExtremeOp extreme -> List.of(argExtreme(extreme, call));
            case CumulativeOp cumulative -> List.of(cumulative(cumulative, call));
            case ReduceOp reduce -> List.of(Reduction.execute(reduce, call));
            case TopKOp top -> LargestElements.execute(top, call);
        };
    }

    private static Tensor argExtreme(ArgExtremeOp op, ArrayCall call) {
        var input = call.operand(0);
        var axes = ReducedAxes.of(input.shape(), op.axis());
        var starts = axes.starts();
        var offsets = axes.offsets();
        if (offsets.length == 0) {
            throw new IllegalArgumentException("looks for an extreme of no elements");
        }
        var order = new ElementOrder(input, call.isUnsignedLong(0));
        var result = new LongTensor(axes.resultShape(op.keepDims()), new long[starts.length]);
        for (int r = 0; r < starts.length; r++) {
            int best = 0;
            for (int i = 1; i < offsets.length; i++) {
                int compared = order.compare(starts[r] + offsets[i], starts[r] + offsets[best]);
                int better = op.smallest() ? -compared : compared;
                best = better > 0 || better == 0 && op.lastIndex() ? i : best;
            }
            result.data()[r] = best;
        }
        return result;
    }

    private static Tensor cumulative(CumulativeOp op, ArrayCall call) {
        var input = call.operand(0);
        var axes = ReducedAxes.of(input.shape(), call.scalar(1));
        var result = call.newResult(0, input.shape());
        var offsets = axes.offsets();
        for (int start : axes.starts()) {
            long integer = op.multiplies() ? 1 : 0;
            double real = integer;
            for (int i = 0; i < offsets.length; i++) {
                int at = start + offsets[op.reverse() ? offsets.length - 1 - i : i];
                boolean integers = input instanceof IntegerTensor;
                long nextInteger = integers ? next(op, integer, ((IntegerTensor) input).longAt(at)) : 0;
                double nextReal = integers ? 0 : op.multiplies() ? real * input.doubleAt(at) : real + input.doubleAt(at);
                if (integers) {
                    result.setLong(at, op.exclusive() ? integer : nextInteger);
                } else {
                    result.setDouble(at, op.exclusive() ? real : nextReal);
                }
                integer = nextInteger;
                real = nextReal;
            }
        }
        return result;
    }

    private static long next(CumulativeOp op, long soFar, long element) {
        return op.multiplies() ? soFar * element : soFar + element;
    }
}

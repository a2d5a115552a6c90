package qcc.interpreter.array;

import qcc.dialect.array.ComparePredicate;
import qcc.dialect.array.CompareOp;
import qcc.tensor.BooleanTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Element-wise comparisons. */
final class Comparison {
    private Comparison() {}

    static Tensor execute(CompareOp op, ArrayCall call) {
        var walk = BroadcastWalk.of(call.operands());
        var result = new boolean[walk.shape().elements()];
        var predicate = op.predicate();
        if (call.operand(0) instanceof IntegerTensor a && call.operand(1) instanceof IntegerTensor b) {
            long flip = call.isUnsignedLong(0) ? Long.MIN_VALUE : 0;
            walk.forEachRow((from, step, offset, length) -> {
                for (int i = 0; i < length; i++) {
                    result[offset + i] = holds(predicate, a.longAt(from[0] + i * step[0]) ^ flip, b.longAt(from[1] + i * step[1]) ^ flip);
                }
            });
        } else {
            var a = call.operand(0);
            var b = call.operand(1);
            walk.forEachRow((from, step, offset, length) -> {
                for (int i = 0; i < length; i++) {
                    result[offset + i] = holds(predicate, a.doubleAt(from[0] + i * step[0]), b.doubleAt(from[1] + i * step[1]));
                }
            });
        }
        return new BooleanTensor(walk.shape(), result);
    }

    private static boolean holds(ComparePredicate predicate, long a, long b) {
        return switch (predicate) {
            case EQUAL -> a == b;
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
        };
    }

    private static boolean holds(ComparePredicate predicate, double a, double b) {
        return switch (predicate) {
            case EQUAL -> a == b;
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
        };
    }
}

package qcc.passes.simplify;

import java.util.Set;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.nn.UnaryFunction;
import qcc.dialect.nn.UnaryOp;
import qcc.ir.FloatType;
import qcc.ir.Value;
import qcc.ir.ValuePreserving;

/** Which reals cannot be below zero, as far as the operations before them show. */
final class NonNegative {
    /** How many operations are looked through: activations stand close to what asks. */
    private static final int DEPTH = 8;
    private static final Set<UnaryFunction> NON_NEGATIVE = Set.of(UnaryFunction.ABS, UnaryFunction.EXP, UnaryFunction.HARD_SIGMOID,
            UnaryFunction.SOFTPLUS, UnaryFunction.SQRT);

    private NonNegative() {}

    static boolean holds(Value value) {
        return holds(value, DEPTH);
    }

    private static boolean holds(Value value, int depth) {
        var op = value.definingOp();
        if (op == null || depth == 0 || !(value.type().elementType() instanceof FloatType)) {
            return false;
        }
        if (Clamp.of(op).isPresent()) {
            return Clamp.of(op).get().toDoubles()[0] >= 0;
        }
        return switch (op) {
            case ReluOp _,SigmoidOp _,SoftmaxOp _ -> true;
            case ClampOp c -> c.min() >= 0;
            case UnaryOp u -> NON_NEGATIVE.contains(u.function());
            case PadOp p -> p.value() >= 0 && holds(p.input(), depth - 1);
            case ConcatOp c -> c.operands().stream().allMatch(v -> holds(v, depth - 1));
            case AvgPoolOp _,MaxPoolOp _,MeanOp _,SliceOp _ -> holds(op.operand(0), depth - 1);
            default -> op instanceof ValuePreserving && holds(op.operand(0), depth - 1);
        };
    }
}

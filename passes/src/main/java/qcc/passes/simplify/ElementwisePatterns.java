package qcc.passes.simplify;

import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SubOp;
import qcc.ir.Op;
import qcc.ir.rewrite.Pattern;
import qcc.passes.ConstantData;

/** Removes element-wise operations that change nothing. */
final class ElementwisePatterns {
    private ElementwisePatterns() {}

    /** A {@code cast} to the type its input has is the input. */
    static final Pattern<CastOp> DROP_CAST = Pattern.on(CastOp.class, "drop-cast",
            (op, rewriter) -> op.input().type().equals(op.result().type())
                    ? rewriter.replace(op, op.input())
                    : rewriter.noMatch("the types differ"));

    /** {@code relu(x)} is x where no element of x is below zero. */
    static final Pattern<ReluOp> DROP_RELU = Pattern.on(ReluOp.class, "drop-relu",
            (op, rewriter) -> NonNegative.holds(op.input())
                    ? rewriter.replace(op, op.input())
                    : rewriter.noMatch("elements of the input may be below zero"));

    /** {@code clamp(clamp(x, a, b), c, d)} is {@code clamp(x, max(a, c), min(b, d))} if the ranges meet. */
    static final Pattern<ClampOp> MERGE_CLAMPS = Pattern.on(ClampOp.class, "merge-clamps", (op, rewriter) -> {
        if (!(op.input().definingOp() instanceof ClampOp inner)) {
            return rewriter.noMatch("the input is not clamped");
        }
        double min = Math.max(op.min(), inner.min());
        double max = Math.min(op.max(), inner.max());
        if (!(min <= max)) {
            return rewriter.noMatch("the ranges [%s, %s] and [%s, %s] do not meet", inner.min(), inner.max(), op.min(), op.max());
        }
        var merged = ClampOp.create(rewriter, rewriter.fusedLocation(inner, op), inner.input(), min, max);
        return rewriter.replace(op, merged.result());
    });

    /** {@code x * 1}, {@code x / 1}, {@code x - 0} and {@code x + -0} are x; {@code x + 0} is not where x is -0. */
    static final Pattern<NnElementwise> DROP_NEUTRAL_OPERAND = Pattern.onTrait(NnElementwise.class, "drop-neutral-operand",
            (op, rewriter) -> {
                if (!(op instanceof AddOp || op instanceof SubOp || op instanceof MulOp || op instanceof DivOp)) {
                    return rewriter.noMatch("'%s' has no neutral operand", op.name());
                }
                if (Clamp.of(op).isPresent() || !op.operand(0).type().equals(op.result().type())) {
                    return rewriter.noMatch("the result is clamped or broadcast");
                }
                return isNeutral(op) ? rewriter.replace(op, op.operand(0)) : rewriter.noMatch("the right operand is not neutral");
            });

    private static boolean isNeutral(Op op) {
        var constant = ConstantData.ofReals(op.operand(1)).filter(ConstantData::isSplat);
        if (constant.isEmpty()) {
            return false;
        }
        double value = ConstantData.splatValue(constant.get());
        return switch (op) {
            case AddOp _ -> value == 0 && 1 / value < 0;
            case SubOp _ -> value == 0 && 1 / value > 0;
            default -> value == 1;
        };
    }
}

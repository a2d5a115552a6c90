package qcc.passes.quantize;

import qcc.dialect.nn.ConcatOp;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/**
 * Gives values that must, or had better, have one scale one range; runs between {@code calibrate} and {@code quantize}.
 *
 * <pre>
 * %0 = nn.conv ... {qcc.range = [0.0, 4.0]}                      %0 = nn.conv ... {qcc.range = [0.0, 4.0]}
 * %1 = nn.max_pool %0 {qcc.range = [0.5, 4.0]}     becomes       %1 = nn.max_pool %0 {qcc.range = [0.0, 4.0]}
 * </pre>
 *
 * Operations that only choose or move elements share the scale of their input. The inputs of a {@code concat} share the scale of the result
 * unless that would make the scale of a value more than {@code max-scale-growth} times as large; the input then keeps its own, and
 * {@code quantize} puts a {@code nn.requantize} before the {@code concat}. Reals are not touched, so the pass is exact.
 */
@PassInfo(name = "unify-scales", summary = "gives values that share a scale one range", effect = NumericEffect.EXACT, anchor = "func.func")
public record UnifyScalesPass(@Option("how much larger a scale may get by sharing") double maxScaleGrowth,
        @Option("zero points will be 0, as for quantize") boolean symmetric) implements Pass {

    public UnifyScalesPass {
        if (!(maxScaleGrowth >= 1)) {
            throw new IllegalArgumentException("max-scale-growth must be at least 1: " + maxScaleGrowth);
        }
    }

    public UnifyScalesPass() {
        this(1.25, false);
    }

    @Override
    public Result run(Op root, PassContext context) {
        var rewriter = new Rewriter(info().name());
        var groups = new ScaleGroups(new GridPolicy(symmetric, false));
        root.walk(op -> addConstraints(op, groups));
        groups.settleMandatory();
        root.walk(ConcatOp.class, concat -> share(concat, groups, context));
        groups.assign(rewriter);
        context.count("groups", groups.count());
        return Result.changedIf(rewriter.changeCount() > 0);
    }

    private static void addConstraints(Op op, ScaleGroups groups) {
        switch (IntegerForm.of(op)) {
            case UNIT -> groups.fix(op.result(), IntegerForm.UNIT_RANGE);
            case SIGNED_UNIT -> groups.fix(op.result(), IntegerForm.SIGNED_UNIT_RANGE);
            case SHARED_GRID -> {
                if (!(op instanceof ConcatOp)) {
                    groups.require(op.operand(0), op.result());
                }
            }
            case WEIGHTED, OWN_GRID, NONE -> {
                // the result has a scale of its own
            }
        }
    }

    private void share(ConcatOp concat, ScaleGroups groups, PassContext context) {
        for (int i = 0; i < concat.operandCount(); i++) {
            var growth = groups.growth(concat.operand(i), concat.result());
            if (growth.isEmpty()) {
                continue;
            }
            if (growth.getAsDouble() <= maxScaleGrowth) {
                groups.require(concat.operand(i), concat.result());
                context.count("inputs-shared", 1);
            } else {
                context.count("inputs-requantized", 1);
                context.remark(concat, "'nn.concat': input %d keeps its scale, as sharing would make a scale %.2f times as large; it is"
                        + " requantized", i, growth.getAsDouble());
            }
        }
    }
}

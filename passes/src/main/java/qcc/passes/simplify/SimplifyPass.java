package qcc.passes.simplify;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.GreedyPatterns;

/** Removes operations that do nothing at inference and merges operations that only move elements. */
@PassInfo(name = "simplify", summary = "removes and merges operations that move or keep elements", effect = NumericEffect.EXACT, anchor = "func.func")
public record SimplifyPass() implements Pass {
    /** All patterns of the pass. */
    public static final GreedyPatterns PATTERNS = new GreedyPatterns(List.of(
            ElementwisePatterns.DROP_CAST, ElementwisePatterns.DROP_NEUTRAL_OPERAND, ElementwisePatterns.DROP_RELU,
            ElementwisePatterns.MERGE_CLAMPS,
            MovePatterns.MERGE_CONCATS, MovePatterns.MERGE_RESHAPES, MovePatterns.MERGE_SLICES,
            MovePatterns.MERGE_TRANSPOSES, MovePatterns.TRANSPOSE_TO_RESHAPE, MovePatterns.VIEW_TO_RESHAPE, PadPatterns.MERGE_PADS,
            PadPatterns.PAD_INTO_AVG_POOL, PadPatterns.PAD_INTO_CONV, PadPatterns.PAD_INTO_MAX_POOL));

    @Override
    public Result run(Op root, PassContext context) {
        return PATTERNS.apply(root, context);
    }
}

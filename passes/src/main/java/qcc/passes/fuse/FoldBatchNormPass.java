package qcc.passes.fuse;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.passes.GreedyPatterns;

/**
 * Folds batch normalizations, and multiplications and additions by constants, into the convolutions and fully connected layers before them.
 *
 * <p>New weights are computed in f64 and rounded to f32 once.
 */
@PassInfo(name = "fold-batch-norm", summary = "folds batch normalization into weights", effect = NumericEffect.REASSOCIATES, anchor = "func.func")
public record FoldBatchNormPass() implements Pass {
    /** All patterns of the pass. */
    public static final GreedyPatterns PATTERNS = new GreedyPatterns(List.of(FoldPatterns.BATCH_NORM_ALONE,
            FoldPatterns.BATCH_NORM_INTO_PRODUCT, FoldPatterns.SCALE_INTO_PRODUCT, FoldPatterns.SHIFT_INTO_PRODUCT));

    @Override
    public Result run(Op root, PassContext context) {
        return PATTERNS.apply(root, context);
    }
}

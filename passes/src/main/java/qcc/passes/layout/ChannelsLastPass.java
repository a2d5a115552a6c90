package qcc.passes.layout;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.GreedyRewriteConfig;
import qcc.ir.rewrite.GreedyRewriteDriver;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.PatternSet;
import qcc.ir.rewrite.RegionSimplify;
import qcc.ir.rewrite.RewriteListener;

/**
 * Brings windowed operations to channels-last order.
 *
 * <p>Each gets transpositions around it; these sink through operations that do not care, meet, and cancel. What is left stands at the
 * network's inputs and where a reshape mixes axes; before a matrix product even that is folded into the weights.
 */
@PassInfo(name = "channels-last", summary = "brings convolutions and pools to channels-last order", effect = NumericEffect.EXACT, anchor = "func.func")
public record ChannelsLastPass() implements Pass {
    private static final int MAX_ITERATIONS = 100;

    /** All patterns of the pass. */
    public static final List<Pattern<?>> PATTERNS = List.of(LayoutPatterns.CONVOLUTION, LayoutPatterns.AVG_POOL, LayoutPatterns.MAX_POOL,
            TransposePatterns.MERGE, TransposePatterns.UNIT_AXES, TransposePatterns.SINK_UNARY, TransposePatterns.SINK_BINARY,
            TransposePatterns.SINK_CONCAT, TransposePatterns.SINK_SLICE, TransposePatterns.SINK_PAD, TransposePatterns.SINK_MEAN,
            TransposePatterns.FOLD_INTO_WEIGHTS);

    @Override
    public Result run(Op root, PassContext context) {
        var config = new GreedyRewriteConfig(MAX_ITERATIONS, -1, true, RegionSimplify.DISABLED, RewriteListener.NONE);
        var result = new GreedyRewriteDriver(new PatternSet(PATTERNS), config, context.dialects()).run(root);
        context.count("patterns-applied", result.applications());
        if (!result.converged()) {
            return context.error(root, "%s", result.describeNonConvergence());
        }
        return Result.changedIf(result.changed());
    }
}

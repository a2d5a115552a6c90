package qcc.passes;

import java.util.List;
import qcc.ir.Op;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.rewrite.GreedyRewriteConfig;
import qcc.ir.rewrite.GreedyRewriteDriver;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.PatternSet;
import qcc.ir.rewrite.RewriteListener;
import qcc.ir.transform.RewriteTrace;

/** Patterns that a pass applies, together with all folds, until nothing changes. */
public final class GreedyPatterns {
    private final PatternSet patterns;

    public GreedyPatterns(List<Pattern<?>> patterns) {
        this.patterns = new PatternSet(patterns);
    }

    /** In the order of registration, for the reference pages. */
    public List<Pattern<?>> patterns() {
        return patterns.patterns();
    }

    /** Rewrites everything inside an operation and counts what was done. */
    public Pass.Result apply(Op root, PassContext context) {
        var listener = context.find(RewriteTrace.class).<RewriteListener>map(trace -> trace.listener(context))
                .orElse(RewriteListener.NONE);
        var config = GreedyRewriteConfig.DEFAULT.withListener(listener);
        var result = new GreedyRewriteDriver(patterns, config, context.dialects()).run(root);
        context.count("ops-folded", result.folds());
        context.count("patterns-applied", result.applications());
        context.count("dead-ops-erased", result.erased());
        if (!result.converged()) {
            context.warning(root, "%s", result.describeNonConvergence());
        }
        return Pass.Result.changedIf(result.changed());
    }
}

package qcc.ir.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import qcc.ir.DialectRegistry;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Option;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.CanonicalizingDialect;
import qcc.ir.rewrite.GreedyRewriteConfig;
import qcc.ir.rewrite.GreedyRewriteDriver;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.PatternSet;
import qcc.ir.rewrite.RegionSimplify;
import qcc.ir.rewrite.RewriteListener;

/** Folds operations and applies the canonicalization patterns of all dialects until nothing changes. */
@PassInfo(name = "canonicalize", summary = "folds and rewrites to a fixed point", effect = NumericEffect.EXACT)
public record CanonicalizePass(@Option("iterations at most; -1 for no limit") int maxIterations,
        @Option("folds and patterns at most; -1 for no limit") long maxNumRewrites,
        @Option("first visit from the first operation to the last") boolean topDown,
        @Option("how far to simplify the control flow of regions with several blocks") RegionSimplify regionSimplify,
        @Option("fail if a limit is reached before the fixed point") boolean testConvergence,
        @Option("patterns to use; empty for all") List<String> enablePatterns,
        @Option("patterns not to use") List<String> disablePatterns) implements Pass {

    public CanonicalizePass {
        enablePatterns = List.copyOf(enablePatterns);
        disablePatterns = List.copyOf(disablePatterns);
        new GreedyRewriteConfig(maxIterations, maxNumRewrites, topDown, regionSimplify, RewriteListener.NONE);
    }

    public CanonicalizePass() {
        this(10, -1, true, RegionSimplify.NORMAL, false, List.of(), List.of());
    }

    @Override
    public Result run(Op root, PassContext context) {
        var patterns = patterns(context.dialects());
        var unknown = unknownNames(patterns);
        if (!unknown.isEmpty()) {
            return context.error(root.location(), "no dialect has a pattern named '%s'", String.join("', '", unknown));
        }
        var listener = context.find(RewriteTrace.class).<RewriteListener>map(trace -> trace.listener(context))
                .orElse(RewriteListener.NONE);
        var config = new GreedyRewriteConfig(maxIterations, maxNumRewrites, topDown, regionSimplify, listener);
        var used = new PatternSet(patterns.stream().filter(p -> isUsed(p.name())).toList());
        var result = new GreedyRewriteDriver(used, config, context.dialects()).run(root);
        context.count("ops-folded", result.folds());
        context.count("patterns-applied", result.applications());
        context.count("dead-ops-erased", result.erased());
        if (!result.converged() && testConvergence) {
            return context.error(root, "%s", result.describeNonConvergence());
        }
        if (!result.converged() && maxNumRewrites < 0) {
            context.warning(root, "%s", result.describeNonConvergence());
        }
        return Result.changedIf(result.changed());
    }

    private boolean isUsed(String pattern) {
        return !disablePatterns.contains(pattern) && (enablePatterns.isEmpty() || enablePatterns.contains(pattern));
    }

    private List<String> unknownNames(List<Pattern<?>> patterns) {
        var names = patterns.stream().map(Pattern::name).toList();
        return Stream.concat(enablePatterns.stream(), disablePatterns.stream()).filter(n -> !names.contains(n)).toList();
    }

    private static List<Pattern<?>> patterns(DialectRegistry dialects) {
        var patterns = new ArrayList<Pattern<?>>();
        for (var dialect : dialects.dialects()) {
            if (dialect instanceof CanonicalizingDialect canonicalizing) {
                patterns.addAll(canonicalizing.canonicalizationPatterns());
            }
        }
        return patterns;
    }
}

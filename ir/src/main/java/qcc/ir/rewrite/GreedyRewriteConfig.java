package qcc.ir.rewrite;

/**
 * How the greedy driver goes about its work.
 *
 * @param maxIterations how often the whole operation is looked through at most; -1 for no limit
 * @param maxRewrites how many folds and patterns are applied at most; -1 for no limit
 * @param topDown whether the first visit goes from the first operation to the last, or the other way round
 * @param regionSimplify how far control flow is simplified
 * @param listener is told of each step
 */
public record GreedyRewriteConfig(int maxIterations, long maxRewrites, boolean topDown, RegionSimplify regionSimplify,
        RewriteListener listener) {
    public static final GreedyRewriteConfig DEFAULT = new GreedyRewriteConfig(10, -1, true, RegionSimplify.NORMAL,
            RewriteListener.NONE);

    public GreedyRewriteConfig {
        if (maxIterations < -1 || maxIterations == 0) {
            throw new IllegalArgumentException("max-iterations must be positive, or -1 for no limit: " + maxIterations);
        }
        if (maxRewrites < -1) {
            throw new IllegalArgumentException("max-num-rewrites must not be negative, or -1 for no limit: " + maxRewrites);
        }
    }

    public GreedyRewriteConfig withMaxRewrites(long limit) {
        return new GreedyRewriteConfig(maxIterations, limit, topDown, regionSimplify, listener);
    }

    public GreedyRewriteConfig withListener(RewriteListener other) {
        return new GreedyRewriteConfig(maxIterations, maxRewrites, topDown, regionSimplify, other);
    }
}

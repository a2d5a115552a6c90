package qcc.ir.rewrite;

import java.util.List;

/**
 * What the greedy driver did.
 *
 * @param changed whether the IR is another than before
 * @param converged whether nothing is left to do; false if a limit stopped the work
 * @param iterations how often the whole operation was looked through
 * @param folds operations replaced by an equal value or a constant
 * @param applications patterns applied
 * @param erased operations removed because nothing used them
 * @param lastRewrites the names of the last ten folds and patterns, the latest last
 */
public record GreedyRewriteResult(boolean changed, boolean converged, int iterations, long folds, long applications, long erased,
        List<String> lastRewrites) {
    public GreedyRewriteResult {
        lastRewrites = List.copyOf(lastRewrites);
    }

    /** Why the work stopped early, for a message. */
    public String describeNonConvergence() {
        return "did not converge after %d iterations and %d rewrites; the last were: %s".formatted(iterations, folds + applications,
                String.join(", ", lastRewrites));
    }
}

package qcc.ir.transform;

import qcc.ir.Op;
import qcc.ir.pass.PassContext;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.RewriteListener;

/**
 * Handed in with a {@link PassContext}, makes passes that rewrite tell each step as a remark at the operation's location: which pattern
 * matched, or why it did not.
 *
 * @param reasons whether patterns that did not match are told too
 */
public record RewriteTrace(boolean reasons) {
    /** Listens for one run of a pass. */
    public RewriteListener listener(PassContext context) {
        return new RewriteListener() {
            @Override
            public boolean explains() {
                return reasons;
            }

            @Override
            public void folded(Op op, boolean constant) {
                context.remark(op, "'%s' folded to %s", op.name(), constant ? "a constant" : "another value");
            }

            @Override
            public void matched(Op op, Pattern<?> pattern) {
                context.remark(op, "'%s': pattern '%s' applied", op.name(), pattern.name());
            }

            @Override
            public void notMatched(Op op, Pattern<?> pattern, String why) {
                if (reasons) {
                    context.remark(op, "'%s': pattern '%s' did not match because %s", op.name(), pattern.name(), why);
                }
            }

            @Override
            public void removedDead(Op op) {
                context.remark(op, "'%s' removed: nothing uses it", op.name());
            }

            @Override
            public void mergedConstant(Op op) {
                context.remark(op, "'%s' merged with an equal constant of its block", op.name());
            }
        };
    }
}

package qcc.ir.transform;

import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/**
 * Common subexpression elimination: replaces an operation by an equal one that dominates it.
 *
 * <p>Only {@link qcc.ir.Pure} operations without regions are merged. Before and after:
 *
 * <pre>
 * %0 = nn.add %a, %b              %0 = nn.add %a, %b
 * %1 = nn.add %b, %a              %2 = nn.mul %0, %0
 * %2 = nn.mul %0, %1
 * </pre>
 */
@PassInfo(name = "cse", summary = "replaces operations by equal ones that dominate them", effect = NumericEffect.EXACT)
public record CsePass() implements Pass {
    @Override
    public Result run(Op root, PassContext context) {
        var rewriter = new Rewriter("cse");
        var work = new CommonSubexpressions(rewriter);
        work.run(root);
        context.count("ops-merged", work.merged());
        context.count("dead-ops-erased", work.erased());
        return Result.changedIf(rewriter.changeCount() > 0);
    }
}

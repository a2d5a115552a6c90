package qcc.ir.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import qcc.ir.Op;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.DeadCode;
import qcc.ir.rewrite.Rewriter;

/**
 * Dead code elimination: removes unreachable blocks and the {@link qcc.ir.Pure} operations from which no effect and no terminator
 * depends, cycles of them included.
 */
@PassInfo(name = "dce", summary = "removes unreachable blocks and operations whose results are of no use", effect = NumericEffect.EXACT)
public record DcePass() implements Pass {
    private static final int UNKNOWN = 0;
    private static final int LIVE = 1;

    @Override
    public Result run(Op root, PassContext context) {
        var rewriter = new Rewriter("dce");
        rewriter.eraseUnreachableBlocks(root);
        markLive(root);
        var dead = new ArrayList<Op>();
        collectDead(root, dead);
        rewriter.eraseAll(dead);
        context.count("dead-ops-erased", dead.size());
        return Result.changedIf(rewriter.changeCount() > 0);
    }

    /** The number of an operation says whether it is live. */
    private static void markLive(Op root) {
        root.walk(op -> op.setNumber(UNKNOWN));
        var open = new ArrayDeque<Op>();
        mark(root, open);
        while (!open.isEmpty()) {
            var op = open.pop();
            for (int i = 0; i < op.operandCount(); i++) {
                mark(op.operand(i).definingOp(), open);
            }
            if (op != root) {
                mark(op.parentOp(), open);
            }
            for (var region : op.regions()) {
                for (var block : region) {
                    for (var inner : block) {
                        if (!DeadCode.isRemovable(inner)) {
                            mark(inner, open);
                        }
                    }
                }
            }
        }
    }

    private static void mark(Op op, ArrayDeque<Op> open) {
        if (op != null && op.number() == UNKNOWN) {
            op.setNumber(LIVE);
            open.push(op);
        }
    }

    /** The outermost dead operations, in order. */
    private static void collectDead(Op root, ArrayList<Op> dead) {
        root.walk(op -> {
            if (op.number() == UNKNOWN && op.parentOp().number() == LIVE) {
                dead.add(op);
            }
        });
    }
}

package qcc.ir.verify;

import java.util.IdentityHashMap;
import java.util.Map;
import qcc.ir.Block;
import qcc.ir.DominatorTree;
import qcc.ir.GraphRegion;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.Value;

/** Checks that every operand is visible and defined before its use. */
final class DominanceVerifier {
    private final ErrorReporter report;
    private final Map<Region, DominatorTree> trees = new IdentityHashMap<>();

    DominanceVerifier(ErrorReporter report) {
        this.report = report;
    }

    void verify(Op op) {
        for (int i = 0; i < op.operandCount(); i++) {
            var value = op.operand(i);
            var block = value.parentBlock();
            if (block != op.parentBlock() || block == null) {
                fromElsewhere(op, i, value, block);
                continue;
            }
            var maker = value.definingOp();
            if (maker != null && !maker.isBeforeInBlock(op) && !isOrderFree(block.parentRegion())) {
                notDominating(op, i, value);
            }
        }
    }

    /** Forgets what is known about a region that will not be asked about again. */
    void leave(Region region) {
        trees.remove(region);
    }

    /** Whether values of a region may be used before their definition. */
    private static boolean isOrderFree(Region region) {
        var around = region.parentOp();
        return around == null || around instanceof GraphRegion || !around.def().isRegistered();
    }

    private void fromElsewhere(Op op, int index, Value value, Block definition) {
        if (definition == null || definition.parentRegion() == null) {
            report.error("operand #%d is defined by an operation outside of the IR", index);
            return;
        }
        var region = definition.parentRegion();
        var user = op;
        while (user.parentBlock() != null && user.parentBlock().parentRegion() != region) {
            var around = user.parentOp();
            if (around == null) {
                notDominating(op, index, value);
                return;
            }
            if (around instanceof IsolatedFromAbove) {
                report.error("using value defined outside the region").note(around.location(), "required by region isolation constraints");
                return;
            }
            user = around;
        }
        if (user.parentBlock() == null || !dominates(value, definition, user, region)) {
            notDominating(op, index, value);
        }
    }

    private boolean dominates(Value value, Block definition, Op user, Region region) {
        var maker = value.definingOp();
        if (maker == user) {
            return false;
        }
        if (isOrderFree(region)) {
            return true;
        }
        if (user.parentBlock() == definition) {
            return maker == null || maker.isBeforeInBlock(user);
        }
        return trees.computeIfAbsent(region, DominatorTree::new).dominates(definition, user.parentBlock());
    }

    private void notDominating(Op op, int index, Value value) {
        report.plainError(op.location(), "operand #" + index + " does not dominate this use");
        var maker = value.definingOp();
        if (maker != null) {
            report.note(maker.location(), "operand defined here (%s)", place(value.parentBlock(), op));
        } else {
            var block = value.parentBlock();
            report.note(block.parentOp() == null ? op.location() : block.parentOp().location(),
                    "operand defined as a block argument (block #%d %s)", block.parentRegion().blocks().indexOf(block), place(block, op));
        }
    }

    private static String place(Block definition, Op user) {
        if (definition == user.parentBlock()) {
            return "op in the same block";
        }
        var region = definition.parentRegion();
        if (user.parentBlock() != null && region == user.parentBlock().parentRegion()) {
            return "op in the same region";
        }
        for (var around = user; around != null; around = around.parentOp()) {
            if (around.parentBlock() != null && around.parentBlock().parentRegion() == region) {
                return "op in a parent region";
            }
        }
        return "op neither in a parent nor in a child region";
    }
}

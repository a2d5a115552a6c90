package qcc.ir.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.BranchLike;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.Value;

/** Removes the operations and block arguments of a region from which no operation with an effect takes anything, even if they feed one another. */
final class DeadValues {
    private final Region region;
    private final Predecessors predecessors;
    private final Set<Op> liveOps = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<BlockArgument> liveArguments = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Value> open = new ArrayDeque<>();

    private DeadValues(Region region) {
        this.region = region;
        this.predecessors = new Predecessors(region);
    }

    static void erase(Region region, Rewriter rewriter) {
        var values = new DeadValues(region);
        values.findLive();
        values.eraseOthers(rewriter);
    }

    private void findLive() {
        for (var block : region) {
            if (block == region.entry() || !predecessors.arePlain(block)) {
                open.addAll(block.arguments());
            }
            for (var op : block) {
                if (!DeadCode.isRemovable(op)) {
                    markLive(op);
                }
            }
        }
        for (var value = open.poll(); value != null; value = open.poll()) {
            markLive(value);
        }
    }

    private void markLive(Value value) {
        if (!(value instanceof BlockArgument argument)) {
            markLive(inRegion(value.definingOp()));
        } else if (argument.owner().parentRegion() != region) {
            markLive(inRegion(argument.owner().parentOp()));
        } else if (liveArguments.add(argument)) {
            for (var edge : predecessors.of(argument.owner())) {
                if (edge.isPlain()) {
                    open.add(edge.operands().get(argument.index()));
                }
            }
        }
    }

    /** The operation of the region that is, or is around, another one; null if that one is outside. */
    private Op inRegion(Op op) {
        var around = op;
        while (around != null && (around.parentBlock() == null || around.parentBlock().parentRegion() != region)) {
            around = around.parentOp();
        }
        return around;
    }

    private void markLive(Op op) {
        if (op == null || !liveOps.add(op)) {
            return;
        }
        for (int i = 0; i < op.operandCount(); i++) {
            if (!isForSuccessor(op, i)) {
                open.add(op.operand(i));
            }
        }
        if (op.regionCount() > 0) {
            op.walk(inner -> {
                if (inner != op) {
                    open.addAll(inner.operands());
                }
            });
        }
    }

    private static boolean isForSuccessor(Op op, int operand) {
        if (!(op instanceof BranchLike branch)) {
            return false;
        }
        for (int i = 0; i < op.successors().size(); i++) {
            var range = op.def().operandRange(op, branch.operandSlot(i));
            if (range.from() <= operand && operand < range.to()) {
                return true;
            }
        }
        return false;
    }

    private void eraseOthers(Rewriter rewriter) {
        var dead = new ArrayList<Op>();
        for (var block : region) {
            block.forEach(op -> {
                if (!liveOps.contains(op)) {
                    dead.add(op);
                }
            });
        }
        for (var block : region) {
            var arguments = deadArguments(block);
            if (!arguments.isEmpty()) {
                predecessors.eraseArguments(block, arguments, rewriter);
            }
        }
        rewriter.eraseAll(dead);
        for (var block : region) {
            deadArguments(block).reversed().forEach(index -> rewriter.eraseArgument(block, index));
        }
    }

    private List<Integer> deadArguments(Block block) {
        var dead = new ArrayList<Integer>();
        for (var argument : block.arguments()) {
            if (!liveArguments.contains(argument)) {
                dead.add(argument.index());
            }
        }
        return dead;
    }
}

package qcc.ir.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import qcc.ir.Block;
import qcc.ir.BranchLike;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.Value;

/** Who goes to each block of a region; a snapshot. */
final class Predecessors {
    /**
     * A way to a block.
     *
     * @param branch at the end of another block, or of the same
     * @param successor which of its successors the block is
     */
    record Edge(Op branch, int successor) {
        /** Whether all arguments of the block come from operands. */
        boolean isPlain() {
            return branch instanceof BranchLike;
        }

        /** The operands that become the arguments of the block; only of a plain edge. */
        List<Value> operands() {
            return BranchLike.operandsFor(branch, successor);
        }

        /** Hands other operands to the block. */
        void setOperands(List<Value> values, Rewriter rewriter) {
            rewriter.setOperandsOf(branch, ((BranchLike) branch).operandSlot(successor), values);
        }
    }

    private final Map<Block, List<Edge>> edges = new IdentityHashMap<>();

    Predecessors(Region region) {
        for (var block : region) {
            var branch = block.last();
            for (int i = 0; branch != null && i < branch.successors().size(); i++) {
                edges.computeIfAbsent(branch.successors().get(i), _ -> new ArrayList<>(2)).add(new Edge(branch, i));
            }
        }
    }

    List<Edge> of(Block block) {
        return edges.getOrDefault(block, List.of());
    }

    /** Whether the operands for the arguments of a block are known on every way to it. */
    boolean arePlain(Block block) {
        return of(block).stream().allMatch(Edge::isPlain);
    }

    /** Removes arguments, which nothing uses any more, and the operands for them. */
    void eraseArguments(Block block, List<Integer> indices, Rewriter rewriter) {
        for (var edge : of(block)) {
            var kept = new ArrayList<>(edge.operands());
            for (int index : indices.reversed()) {
                kept.remove(index);
            }
            edge.setOperands(kept, rewriter);
        }
    }
}

package qcc.ir.rewrite;

import java.util.ArrayList;
import qcc.ir.Block;
import qcc.ir.Op;
import qcc.ir.Region;

/** Simplifies the control flow of regions with several blocks. */
final class RegionSimplifier {
    private final RegionSimplify level;
    private final Rewriter rewriter;

    RegionSimplifier(RegionSimplify level, Rewriter rewriter) {
        this.level = level;
        this.rewriter = rewriter;
    }

    /** Simplifies all regions in an operation, outer before inner. */
    void simplify(Op root) {
        if (level == RegionSimplify.DISABLED) {
            return;
        }
        rewriter.eraseUnreachableBlocks(root);
        root.walk(op -> {
            for (int i = 0; i < op.regionCount(); i++) {
                if (op.region(i).blocks().size() > 1) {
                    simplify(op.region(i));
                }
            }
        });
    }

    private void simplify(Region region) {
        DeadValues.erase(region, rewriter);
        if (level == RegionSimplify.AGGRESSIVE) {
            new BlockMerger(region, rewriter).run();
            for (var block : region.blocks().subList(1, region.blocks().size())) {
                dropCommonArguments(block, new Predecessors(region));
            }
        }
    }

    /** Replaces the arguments of a block that get the same value on every way to it. */
    private void dropCommonArguments(Block block, Predecessors predecessors) {
        var edges = predecessors.of(block);
        if (edges.isEmpty() || !predecessors.arePlain(block)) {
            return;
        }
        var common = new ArrayList<Integer>();
        for (var argument : block.arguments()) {
            int index = argument.index();
            var value = edges.getFirst().operands().get(index);
            if (value != argument && edges.stream().allMatch(edge -> edge.operands().get(index) == value)) {
                rewriter.replaceAllUses(argument, value);
                common.add(index);
            }
        }
        if (!common.isEmpty()) {
            predecessors.eraseArguments(block, common, rewriter);
            common.reversed().forEach(index -> rewriter.eraseArgument(block, index));
        }
    }
}

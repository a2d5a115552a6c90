package qcc.ir.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import qcc.ir.Block;
import qcc.ir.DeepRecursion;
import qcc.ir.DominatorTree;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.rewrite.DeadCode;
import qcc.ir.rewrite.Rewriter;

/** One run of {@link CsePass}: walks the dominator trees of all regions with a table of the operations that dominate the place. */
final class CommonSubexpressions {
    private static final int UNMERGED = -1;

    /** A block to visit, or, if it is null, the end of a scope. */
    private record Visit(Block block, int scope) {}

    private final Rewriter rewriter;
    /** The operations that stand for others too, each found by its number, and all their locations. */
    private final List<Op> keptOps = new ArrayList<>();
    private final List<List<Location>> keptLocations = new ArrayList<>();
    private long merged;
    private long erased;
    private int numbers;

    CommonSubexpressions(Rewriter rewriter) {
        this.rewriter = rewriter;
    }

    long merged() {
        return merged;
    }

    long erased() {
        return erased;
    }

    void run(Op root) {
        root.walk(this::number);
        var table = new ScopedOpTable();
        root.regions().forEach(region -> simplify(region, table, 0));
        for (int i = 0; i < keptOps.size(); i++) {
            rewriter.setLocation(keptOps.get(i), Location.fused(rewriter.rewriteName(), keptLocations.get(i)));
        }
    }

    /** Hashes are made of the numbers of operands. */
    private void number(Op op) {
        op.setNumber(UNMERGED);
        for (int i = 0; i < op.resultCount(); i++) {
            op.result(i).setNumber(numbers++);
        }
        for (int i = 0; i < op.regionCount(); i++) {
            for (var block : op.region(i)) {
                block.arguments().forEach(argument -> argument.setNumber(numbers++));
            }
        }
    }

    private CommonSubexpressions simplify(Region region, ScopedOpTable table, int depth) {
        if (region.isEmpty()) {
            return this;
        }
        int scope = table.enter();
        if (region.blocks().size() == 1) {
            simplify(region.entry(), table, depth);
        } else {
            simplifyTree(region, table, depth);
        }
        table.leave(scope);
        return this;
    }

    private void simplifyTree(Region region, ScopedOpTable table, int depth) {
        var tree = new DominatorTree(region);
        var visits = new ArrayDeque<Visit>();
        visits.push(new Visit(region.entry(), 0));
        while (!visits.isEmpty()) {
            var visit = visits.pop();
            if (visit.block() == null) {
                table.leave(visit.scope());
                continue;
            }
            visits.push(new Visit(null, table.enter()));
            simplify(visit.block(), table, depth);
            tree.children(visit.block()).reversed().forEach(child -> visits.push(new Visit(child, 0)));
        }
    }

    private void simplify(Block block, ScopedOpTable table, int depth) {
        for (var op : block) {
            if (DeadCode.isDead(op)) {
                erased++;
                rewriter.erase(op);
            } else if (op.regionCount() > 0) {
                var inside = op instanceof IsolatedFromAbove ? new ScopedOpTable() : table;
                op.regions().forEach(region -> DeepRecursion.run(depth, () -> simplify(region, inside, depth + 1)));
            } else if (DeadCode.isRemovable(op)) {
                merge(op, table);
            }
        }
    }

    private void merge(Op op, ScopedOpTable table) {
        var known = table.findOrEnter(op);
        if (known != null) {
            merged++;
            noteLocation(known, op);
            rewriter.replace(op, known.results());
        }
    }

    /** Locations are fused at the end, all at once; a constant, which may stand for very many, keeps its own. */
    private void noteLocation(Op known, Op op) {
        if (!known.def().isConstantLike() && !known.location().equals(op.location())) {
            if (known.number() == UNMERGED) {
                known.setNumber(keptOps.size());
                keptOps.add(known);
                keptLocations.add(new ArrayList<>(2));
                keptLocations.getLast().add(known.location());
            }
            keptLocations.get(known.number()).add(op.location());
        }
    }
}

package qcc.ir;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** A walk over an operation and all inside it, outer before inner, in order; without recursion, for regions may be nested deeply. */
final class OpWalk {
    private final Consumer<? super Op> visitor;
    private final ArrayDeque<Inside> open = new ArrayDeque<>();

    /** What is left to visit inside one operation. */
    private static final class Inside {
        private final List<Region> regions;
        private int region;
        private List<Block> blocks = List.of();
        private int block;
        private Op upcoming;

        Inside(List<Region> regions) {
            this.regions = regions;
        }

        /** The next operation, or null; the one returned last may be erased or moved meanwhile. */
        Op next() {
            while (upcoming == null) {
                if (block < blocks.size()) {
                    upcoming = blocks.get(block++).first();
                } else if (region < regions.size()) {
                    blocks = List.copyOf(regions.get(region++).blocks());
                    block = 0;
                } else {
                    return null;
                }
            }
            var op = upcoming;
            upcoming = op.next;
            return op;
        }
    }

    private OpWalk(Consumer<? super Op> visitor) {
        this.visitor = visitor;
    }

    static void walk(Op root, Consumer<? super Op> visitor) {
        new OpWalk(visitor).run(root);
    }

    private void run(Op root) {
        visit(root);
        while (!open.isEmpty()) {
            var op = open.peek().next();
            if (op == null) {
                open.pop();
            } else {
                visit(op);
            }
        }
    }

    private void visit(Op op) {
        visitor.accept(op);
        if (op.regionCount() > 0) {
            open.push(new Inside(op.regions()));
        }
    }
}

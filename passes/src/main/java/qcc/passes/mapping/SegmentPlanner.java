package qcc.passes.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.chip.Chip;
import qcc.ir.Op;
import qcc.ir.Value;

/** Decides where the operations of a segment run. */
final class SegmentPlanner {
    /** An operation does not fit; the message completes {@code 'name' op ...}. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Op op;

        FullException(Op op, String message) {
            super(message);
            this.op = op;
        }

        /** The operation. */
        Op op() {
            return op;
        }
    }

    private final Chip chip;
    private final List<CoreKind> kinds;

    SegmentPlanner(Chip chip) {
        this.chip = chip;
        this.kinds = CoreKind.of(chip);
    }

    /**
     * The plan for the operations of a segment, in their order.
     *
     * @throws FullException if they do not fit the chip together
     */
    SegmentPlan plan(List<Op> ops) {
        var fit = new FirstFit(chip, kinds);
        var products = new HashMap<Op, PlacedProduct>();
        var cores = new HashMap<Op, Integer>();
        for (var op : ops) {
            var shape = ProductShape.of(op);
            if (shape.isPresent()) {
                var placed = fit.place(shape.get()).orElseThrow(() -> full(op, fit));
                products.put(op, placed);
                cores.put(op, placed.pieces().getFirst().core());
            } else {
                cores.put(op, op.operandCount() == 0 ? 0 : core(op.operand(0), cores));
            }
        }
        products.keySet().forEach(cores::remove);
        return new SegmentPlan(products, cores, fit.allocator().used());
    }

    /** Operations of the vector unit stay where their first input is made. */
    private static int core(Value value, Map<Op, Integer> cores) {
        return value.definingOp() == null ? 0 : cores.getOrDefault(value.definingOp(), 0);
    }

    private FullException full(Op op, FirstFit fit) {
        var demand = CrossbarDemand.of(op, chip);
        long needed = demand.map(CrossbarDemand::crossbars).orElse(0L);
        int together = demand.map(CrossbarDemand::crossbarsPerUnit).orElse(0);
        return new FullException(op,
                "needs %d crossbars, %d of which must be on one core, but %d of the %d crossbars of chip '%s' are taken; use a chip with more crossbars"
                        .formatted(needed, together, fit.allocator().used(), chip.xbarCount(), chip.arch()));
    }
}

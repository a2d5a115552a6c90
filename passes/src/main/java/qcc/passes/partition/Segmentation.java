package qcc.passes.partition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.chip.Chip;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.mapping.CrossbarBudget;

/**
 * Cuts a stretch of device operations into segments that fit the chip, so that loading them takes the least time.
 *
 * <p>A segment takes the time to program its crossbars and to copy what crosses its borders, over the port of global memory. Dynamic
 * programming over the places to cut: {@code best[j] = min(best[i] + cost(i, j))}, where operations i to j fit the chip together. Operations
 * keep their order. For n operations this takes O(n * n) steps. Ties go to fewer segments, then to the later cut.
 */
final class Segmentation {
    /**
     * Operations that are on the chip together.
     *
     * @param crossbars crossbars that hold their weights
     * @param programNs time to program these in ns
     * @param crossingBytes bytes copied in and out
     */
    record Segment(List<Op> ops, int crossbars, double programNs, long crossingBytes) {}

    private record Cut(int from, int segments, double cost, Segment last) {}

    private final List<Op> ops;
    private final Chip chip;
    private final Map<Op, Integer> order = new HashMap<>();
    /** For each operation the last one that uses its results; the number of operations if others do. */
    private final int[] lastUse;

    private Segmentation(List<Op> ops, Chip chip) {
        this.ops = ops;
        this.chip = chip;
        this.lastUse = new int[ops.size()];
        for (int i = 0; i < ops.size(); i++) {
            order.put(ops.get(i), i);
        }
        for (int i = 0; i < ops.size(); i++) {
            lastUse[i] = lastUse(ops.get(i));
        }
    }

    /**
     * The segments of operations in the order of their block.
     *
     * @throws IllegalStateException if an operation does not fit the empty chip
     */
    static List<Segment> of(List<Op> ops, Chip chip) {
        return new Segmentation(ops, chip).cut();
    }

    private int lastUse(Op op) {
        int last = 0;
        for (var result : op.results()) {
            for (var use : result.uses()) {
                last = Math.max(last, order.getOrDefault(use.owner(), ops.size()));
            }
        }
        return last;
    }

    private List<Segment> cut() {
        var best = new Cut[ops.size() + 1];
        best[0] = new Cut(0, 0, 0, null);
        for (int from = 0; from < ops.size(); from++) {
            extend(best, from);
        }
        var segments = new ArrayList<Segment>();
        for (int end = ops.size(); end > 0; end = best[end].from()) {
            segments.addFirst(best[end].last());
        }
        return segments;
    }

    /** Tries all segments that begin with an operation. */
    private void extend(Cut[] best, int from) {
        var budget = new CrossbarBudget(chip);
        var traffic = new Traffic(from);
        for (int end = from + 1; end <= ops.size() && budget.take(ops.get(end - 1)); end++) {
            traffic.add(end - 1);
            double cost = best[from].cost() + budget.programNs() + copyNs(traffic.bytes());
            int segments = best[from].segments() + 1;
            if (best[end] == null || cost < best[end].cost() || cost == best[end].cost() && segments <= best[end].segments()) {
                var segment = new Segment(ops.subList(from, end), budget.crossbars(), budget.programNs(), traffic.bytes());
                best[end] = new Cut(from, segments, cost, segment);
            }
        }
        if (best[from + 1] == null) {
            throw new IllegalStateException("'%s' does not fit the empty chip '%s'".formatted(ops.get(from).name(), chip.arch()));
        }
    }

    private double copyNs(long bytes) {
        var memory = chip.chip().globalMem();
        return (memory.latencyCycles() + bytes / memory.bytesPerCycle()) * 1e3 / chip.clockMhz();
    }

    private static long size(Op op) {
        return op.results().stream().mapToLong(Segmentation::size).sum();
    }

    /** One byte for an element. */
    private static long size(Value value) {
        return ((TensorType) value.type()).shape().elements();
    }

    /** What crosses the borders of a segment while operations are added to it. */
    private final class Traffic {
        private final int from;
        private final Map<Value, Integer> taken = new HashMap<>();
        /** For each place the bytes that are used there for the last time and made in the segment. */
        private final long[] ending = new long[ops.size() + 1];
        private long in;
        private long out;

        Traffic(int from) {
            this.from = from;
        }

        void add(int index) {
            var op = ops.get(index);
            for (var operand : op.operands()) {
                boolean outside = !(operand.definingOp() instanceof ConstantOp)
                        && order.getOrDefault(operand.definingOp(), -1) < from;
                if (outside && taken.putIfAbsent(operand, index) == null) {
                    in += size(operand);
                }
            }
            out += size(op) - ending[index];
            ending[lastUse[index]] += size(op);
        }

        long bytes() {
            return in + out;
        }
    }
}

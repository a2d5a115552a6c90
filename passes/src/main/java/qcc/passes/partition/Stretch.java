package qcc.passes.partition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.PartialSums;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Device operations that follow one another without the host, and the bytes of their values: one for an element, four for a sum. */
final class Stretch {
    private final List<Op> ops;
    private final Map<Op, Integer> order = new HashMap<>();
    /** For each operation the last one that uses its results; the number of operations if others do. */
    private final int[] lastUse;
    private final long[] bytes;

    Stretch(List<Op> ops) {
        this.ops = List.copyOf(ops);
        this.lastUse = new int[ops.size()];
        this.bytes = new long[ops.size()];
        for (int i = 0; i < ops.size(); i++) {
            order.put(ops.get(i), i);
        }
        for (int i = 0; i < ops.size(); i++) {
            lastUse[i] = lastUse(ops.get(i));
            bytes[i] = ops.get(i).results().stream().mapToLong(Stretch::size).sum();
        }
    }

    private int lastUse(Op op) {
        int last = order.get(op);
        for (var result : op.results()) {
            for (var use : result.uses()) {
                last = Math.max(last, order.getOrDefault(use.owner(), ops.size()));
            }
        }
        return last;
    }

    int size() {
        return ops.size();
    }

    Op op(int index) {
        return ops.get(index);
    }

    List<Op> ops(int from, int end) {
        return ops.subList(from, end);
    }

    private static long size(Value value) {
        long elements = ((TensorType) value.type()).shape().elements();
        return PartialSums.are(value) ? Integer.BYTES * elements : elements;
    }

    /** Where a value is made: negative outside the stretch. */
    private int maker(Value value) {
        return value.definingOp() == null ? -1 : order.getOrDefault(value.definingOp(), -1);
    }

    /**
     * Bytes of feature maps that a segment needs at once at least: what it takes from outside lives from its beginning to the last use, what it
     * makes to the last use or, if others need it, to its end.
     *
     * @param from its first operation
     * @param end behind its last operation
     */
    long peakBytes(int from, int end) {
        var change = new long[end - from + 1];
        var taken = new HashSet<Value>();
        long live = 0;
        for (int i = end - 1; i >= from; i--) {
            change[i - from] += bytes[i];
            change[Math.min(lastUse[i], end - 1) + 1 - from] -= bytes[i];
            for (var operand : ops.get(i).operands()) {
                if (!(operand.definingOp() instanceof ConstantOp) && maker(operand) < from && taken.add(operand)) {
                    live += size(operand);
                    change[i + 1 - from] -= size(operand);
                }
            }
        }
        long peak = 0;
        for (int i = 0; i < end - from; i++) {
            live += change[i];
            peak = Math.max(peak, live);
        }
        return peak;
    }

    /** What crosses the borders of a segment while operations are added to it. */
    final class Traffic {
        private final int from;
        private final Set<Value> taken = new HashSet<>();
        /** For each place the bytes that are used there for the last time and made in the segment. */
        private final long[] ending = new long[ops.size() + 1];
        private long in;
        private long out;
        private long made;

        Traffic(int from) {
            this.from = from;
        }

        void add(int index) {
            for (var operand : ops.get(index).operands()) {
                if (!(operand.definingOp() instanceof ConstantOp) && maker(operand) < from && taken.add(operand)) {
                    in += size(operand);
                }
            }
            made += bytes[index];
            ending[lastUse[index]] += bytes[index];
            out += bytes[index] - ending[index];
        }

        /** Bytes taken from outside and left for others. */
        long crossing() {
            return in + out;
        }

        /** Bytes of all values, however long they live. */
        long all() {
            return in + made;
        }
    }
}

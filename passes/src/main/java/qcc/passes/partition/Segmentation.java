package qcc.passes.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import qcc.chip.Chip;
import qcc.chip.WritePort;
import qcc.ir.Op;
import qcc.passes.mapping.CrossbarBudget;

/**
 * Cuts a stretch of device operations into segments that fit the chip, so that a block of samples takes the least time; among such cuts so that
 * the fewest bytes cross borders, then into the fewest segments.
 *
 * <p>Operations keep their order. One segment is taken if everything fits, and as few as the crossbars have planes if that many hold all: nothing
 * is loaded again then. Otherwise, by dynamic programming over all segments that fit, with the last segment of a cut as the state:
 *
 * <pre>
 * best[s] = min over segments p that end where s begins: best[p] + samples * compute(p) + load(s)
 *                          where a plane is written while another computes: best[p] + max(samples * compute(p), load(s))
 * </pre>
 *
 * <p>For n operations of which at most k fit together there are O(n * k) segments; computing is the same whatever the cut without planes, so that one p
 * for each border is enough and O(n * k) steps are made; with planes O(n * k * k). Times are counted in whole picoseconds, so that ties are ties.
 */
final class Segmentation {
    private static final double PICOSECONDS = 1e3;

    /**
     * Operations that are on the chip together.
     *
     * @param crossbars crossbars that hold their weights
     * @param programNs time to program these in ns
     * @param computeNs time of one sample in ns, estimated
     * @param crossingBytes bytes taken from outside and left for others
     */
    record Segment(List<Op> ops, int crossbars, double programNs, double computeNs, long crossingBytes) {}

    /** A segment with its place, and the best cut that ends with it. */
    private static final class Node {
        private final int from;
        private final int end;
        private final Segment segment;
        private Node before;
        private Cost cost;

        Node(int from, int end, Segment segment) {
            this.from = from;
            this.end = end;
            this.segment = segment;
        }

        void offer(Node previous, Cost offered) {
            if (cost == null || offered.compareTo(cost) < 0) {
                before = previous;
                cost = offered;
            }
        }
    }

    /** Costs of a cut in the order of their weight. */
    private record Cost(long picoseconds, long bytes, int segments) implements Comparable<Cost> {
        private static final Comparator<Cost> ORDER = Comparator.comparingLong(Cost::picoseconds).thenComparingLong(Cost::bytes)
                .thenComparingInt(Cost::segments);
        private static final Cost NONE = new Cost(0, 0, 0);

        Cost plus(long time, Segment segment) {
            return new Cost(picoseconds + time, bytes + segment.crossingBytes(), segments + 1);
        }

        @Override
        public int compareTo(Cost other) {
            return ORDER.compare(this, other);
        }
    }

    private final Stretch stretch;
    private final Chip chip;
    private final SegmentLimits limits;
    private final int samples;
    private final double[] computeNs;
    private final int planes;
    private final boolean writesMeanwhile;

    private Segmentation(List<Op> ops, Chip chip, SegmentLimits limits) {
        this.stretch = new Stretch(ops);
        this.chip = chip;
        this.limits = limits;
        this.samples = limits.samples();
        var ports = chip.census().keySet().stream().map(type -> type.xbar().write()).toList();
        this.planes = ports.stream().mapToInt(WritePort::planes).min().orElse(1);
        this.writesMeanwhile = ports.stream().allMatch(port -> port.concurrent() == WritePort.Concurrent.PLANE);
        var time = new ComputeTime(chip);
        this.computeNs = ops.stream().mapToDouble(time::of).toArray();
    }

    /**
     * The segments of operations in the order of their block.
     *
     * @param limits what a segment may have
     * @throws IllegalStateException if an operation does not fit the empty chip
     */
    static List<Segment> of(List<Op> ops, Chip chip, SegmentLimits limits) {
        return new Segmentation(ops, chip, limits).cut();
    }

    private List<Segment> cut() {
        var nodes = new ArrayList<List<Node>>();
        for (int from = 0; from < stretch.size(); from++) {
            nodes.add(nodes(from));
            if (from == 0 && nodes.getFirst().getLast().end == stretch.size()) {
                return List.of(nodes.getFirst().getLast().segment);
            }
        }
        var resident = cut(nodes, Loading.NEVER);
        return resident.size() <= planes ? resident : cut(nodes, writesMeanwhile ? Loading.MEANWHILE : Loading.FIRST);
    }

    /** All segments that begin with an operation, in the order of their ends. */
    private List<Node> nodes(int from) {
        var budget = new CrossbarBudget(chip);
        var traffic = stretch.new Traffic(from);
        var nodes = new ArrayList<Node>();
        double compute = 0;
        int last = (int) Math.min(stretch.size(), (long) from + limits.operations());
        for (int end = from + 1; end <= last && budget.take(stretch.op(end - 1)); end++) {
            traffic.add(end - 1);
            compute += computeNs[end - 1];
            if (end == from + 1 || fitsGlobalMemory(from, end, traffic)) {
                nodes.add(new Node(from, end, new Segment(stretch.ops(from, end), budget.crossbars(), budget.programNs(), compute,
                        traffic.crossing())));
            }
        }
        if (nodes.isEmpty()) {
            throw new IllegalStateException("'%s' does not fit the empty chip '%s'".formatted(stretch.op(from).name(), chip.arch()));
        }
        return nodes;
    }

    private boolean fitsGlobalMemory(int from, int end, Stretch.Traffic traffic) {
        long capacity = limits.mapBytes();
        return traffic.all() <= capacity || stretch.peakBytes(from, end) <= capacity;
    }

    /** When segments are loaded. */
    private enum Loading {
        /** Once and for all, so that only the number of segments counts. */
        NEVER,
        /** Before the segment computes. */
        FIRST,
        /** While the segment before computes. */
        MEANWHILE
    }

    private List<Segment> cut(List<List<Node>> nodes, Loading loading) {
        var endings = new ArrayList<List<Node>>();
        for (int i = 0; i <= stretch.size(); i++) {
            endings.add(new ArrayList<>());
        }
        for (int from = 0; from < stretch.size(); from++) {
            for (var node : nodes.get(from)) {
                node.cost = null;
                if (from == 0) {
                    node.offer(null, Cost.NONE.plus(loading == Loading.NEVER ? 1 : load(node), node.segment));
                }
                for (var before : endings.get(from)) {
                    node.offer(before, before.cost.plus(time(before, node, loading), node.segment));
                }
                keep(endings.get(node.end), node, loading);
            }
        }
        return way(endings.getLast(), loading);
    }

    private long time(Node before, Node node, Loading loading) {
        return switch (loading) {
            case NEVER -> 1;
            case FIRST -> load(node);
            case MEANWHILE -> Math.max(samples * picoseconds(before.segment.computeNs()), load(node));
        };
    }

    private static long load(Node node) {
        return picoseconds(node.segment.programNs());
    }

    private static long picoseconds(double nanoseconds) {
        return Math.round(nanoseconds * PICOSECONDS);
    }

    /** The time behind a border depends on the segment before it only if that computes during loads. */
    private static void keep(List<Node> ending, Node node, Loading loading) {
        if (loading == Loading.MEANWHILE || ending.isEmpty()) {
            ending.add(node);
        } else if (node.cost.compareTo(ending.getFirst().cost) <= 0) {
            ending.set(0, node);
        }
    }

    private List<Segment> way(List<Node> last, Loading loading) {
        Node best = null;
        Cost least = null;
        for (var node : last) {
            long compute = loading == Loading.MEANWHILE ? samples * picoseconds(node.segment.computeNs()) : 0;
            var cost = new Cost(node.cost.picoseconds() + compute, node.cost.bytes(), node.cost.segments());
            if (least == null || cost.compareTo(least) <= 0) {
                best = node;
                least = cost;
            }
        }
        var segments = new ArrayList<Segment>();
        for (var node = best; node != null; node = node.before) {
            segments.addFirst(node.segment);
        }
        return segments;
    }
}

package qcc.passes.mapping;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import qcc.chip.Chip;
import qcc.chip.Core;
import qcc.chip.ProductCost;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * How long operations take on a core, in clock cycles, by the chip file and the loops that code generation makes.
 *
 * <p>A product moves tiles of its input in, makes the positions of one row after the other, requantizes them and moves tiles of its output out.
 * {@code n} positions of an array group in {@code R} replicas take {@code load + latency + (ceil(n / R) - 1) * interval}, where the latency and
 * the interval of a product are {@link ProductCost}'s for the largest block and inputs are loaded meanwhile if the input register is doubled.
 * As many blocks of rows compute at once as the core allows ({@code issue.max_parallel_groups}); the others take turns. The work of the vector unit is elements over lanes. Each move waits for the memories and
 * {@code hops} links and takes its bytes over the narrowest port. A figure takes O(groups) once per range of units, then O(1).
 */
final class CostModel {
    private static final int BYTE_BITS = CimLegality.weightBits();
    /** Instructions around the product of one chunk of positions: addresses and loops. */
    private static final int LOOP_CYCLES = 8;
    private static final int TABLE_BYTES = 20;
    private static final double CYCLE_SLACK = 1e-6;

    private final Chip chip;
    private final CoreDistance distance;
    /** By the layout itself, not by what is in it, which takes long to compare. */
    private final Map<CrossbarLayout, Map<Units, Products>> products = new IdentityHashMap<>();

    private record Units(int first, int end) {}

    /**
     * The array groups of neighboring units.
     *
     * @param groups how many there are
     * @param blocks blocks of rows of the largest, each with inputs of its own
     * @param loadCycles to load the inputs of all groups for one position
     * @param readCycles of local memory for that
     * @param latencyCycles of the slowest group's product
     * @param intervalCycles from one product of the slowest group to the next
     * @param channels input channels from the first to the last
     * @param columns output channels
     */
    private record Products(int groups, int blocks, long loadCycles, double readCycles, long latencyCycles, long intervalCycles,
            int channels,
            int columns) {
        /** Cycles of some positions by one instruction for each group. */
        long cycles(Core core, int positions, int replicas) {
            int slots = core.issue().maxParallelGroups();
            int copies = Math.clamp(slots / blocks, 1, Math.min(replicas, positions));
            int turns = Math.ceilDiv(blocks, slots) * Math.ceilDiv(groups, Math.max(1, slots / (copies * blocks)));
            long reads = Math.max(loadCycles / groups, (long) (copies * readCycles));
            long compute = turns * intervalCycles;
            long interval = core.inputReg().doubled() ? Math.max(compute, reads) : compute + reads;
            return core.localMem().latencyCycles() + loadCycles + latencyCycles + (turns - 1) * intervalCycles
                    + (Math.ceilDiv(positions, copies) - 1) * interval;
        }
    }

    CostModel(Chip chip) {
        this.chip = chip;
        this.distance = new CoreDistance(chip);
    }

    /**
     * The cycles of neighboring units on a core.
     *
     * @param rows rows of the result that are made
     * @param replicas copies that share the positions
     */
    long product(int core, CrossbarLayout layout, int firstUnit, int endUnit, int rows, int replicas) {
        var units = products(layout, firstUnit, endUnit);
        var kind = layout.kind();
        var shape = layout.shape();
        int ranges = Math.ceilDiv(units.columns, kind.accumulators());
        int chunk = Math.max(1, Math.min(shape.columns().outputs(), kind.accumulators() * ranges / units.columns));
        int chunks = Math.ceilDiv(shape.columns().outputs(), chunk);
        int last = shape.columns().outputs() - (chunks - 1) * chunk;
        long row = (chunks - 1) * units.cycles(kind.core(), chunk, replicas) + units.cycles(kind.core(), last, replicas)
                + (long) chunks * (LOOP_CYCLES + kind.core().localMem().latencyCycles());
        return rows * row + vectorCycles(kind.core(), (long) rows * shape.columns().outputs() * units.columns, shape.hasResidual() ? 2 : 1)
                + moves(core, layout, units, rows, ranges);
    }

    /** Positions of one row that one instruction makes at most: as many as a core has accumulators for. */
    static int positionsAtOnce(CrossbarLayout layout) {
        int columns = layout.shape().outputs();
        return Math.clamp(layout.kind().accumulators() / columns, 1, layout.shape().columns().outputs());
    }

    /** Bytes that neighboring units move between a core and global memory for some rows of the result. */
    long bytes(CrossbarLayout layout, int firstUnit, int endUnit, int rows) {
        var units = products(layout, firstUnit, endUnit);
        var shape = layout.shape();
        long in = (long) Math.min(shape.rows().inputs(), shape.rows().span(rows)) * shape.columns().inputs() * units.channels;
        long out = (long) rows * shape.columns().outputs() * units.columns * (shape.hasResidual() ? 2 : 1);
        return in + out + (long) TABLE_BYTES * units.columns;
    }

    private Products products(CrossbarLayout layout, int firstUnit, int endUnit) {
        return products.computeIfAbsent(layout, _ -> new HashMap<>()).computeIfAbsent(new Units(firstUnit, endUnit), _ -> {
            var core = layout.kind().core();
            var groups = layout.groups(firstUnit, endUnit);
            long load = 0;
            long bytes = 0;
            long latency = 0;
            long interval = 0;
            int blocks = 1;
            int columns = 0;
            int fromChannel = Integer.MAX_VALUE;
            int toChannel = 0;
            for (var group : groups) {
                var cost = cost(layout, group.firstUnit());
                load += load(layout, group);
                bytes += (long) layout.shape().taps() * group.channels();
                latency = Math.max(latency, cost.cycles() + reduction(layout, group));
                interval = Math.max(interval, cycles(cost.intervalNs()));
                blocks = Math.max(blocks, layout.rowBlocks(group));
                columns += group.columns();
                fromChannel = Math.min(fromChannel, group.firstChannel());
                toChannel = Math.max(toChannel, group.firstChannel() + group.channels());
            }
            return new Products(groups.size(), blocks, load, bytes / core.localMem().bytesPerCycle(), latency, interval,
                    toChannel - fromChannel, Math.max(1, columns / layout.parts()));
        });
    }

    /** The product on the largest block of a unit: those of one group work at the same time. */
    private ProductCost cost(CrossbarLayout layout, int unit) {
        var kind = layout.kind();
        var size = layout.blocks(unit).getFirst();
        return ProductCost.of(kind.chip(), kind.xbar(), size.rows(), size.columns(), BYTE_BITS, BYTE_BITS, kind.xbar().activeRows());
    }

    private static long load(CrossbarLayout layout, CrossbarLayout.GroupRange group) {
        var core = layout.kind().core();
        int bytes = layout.shape().taps() * group.channels();
        return (long) Math.ceil(bytes / Math.min(core.inputReg().bytesPerCycle(), core.localMem().bytesPerCycle()) - CYCLE_SLACK);
    }

    /** Cycles of the adders between the crossbars of a group. */
    private static long reduction(CrossbarLayout layout, CrossbarLayout.GroupRange group) {
        var reduce = layout.kind().core().groups().reduce();
        if (reduce.isEmpty()) {
            return 0;
        }
        int crossbars = Math.ceilDiv(layout.shape().taps() * group.channels(), layout.kind().xbar().rows());
        return (long) reduce.get().cycles() * switch (reduce.get().kind()) {
            case TREE -> levels(crossbars, reduce.get().fanIn());
            case CHAIN -> Math.ceilDiv(crossbars - 1, reduce.get().fanIn() - 1);
        };
    }

    /** Levels of a tree that adds some sums. */
    private static int levels(int sums, int fanIn) {
        int levels = 0;
        for (long reach = 1; reach < sums; reach *= fanIn) {
            levels++;
        }
        return levels;
    }

    private long cycles(double nanoseconds) {
        return (long) Math.ceil(nanoseconds * chip.clockMhz() / 1000 - CYCLE_SLACK);
    }

    private static long vectorCycles(Core core, long elements, int passes) {
        return (long) (elements * passes / Math.min(core.vector().lanes(), core.localMem().bytesPerCycle()));
    }

    private long moves(int core, CrossbarLayout layout, Products units, int rows, int ranges) {
        var shape = layout.shape();
        var memory = layout.kind().core();
        int channels = units.channels;
        int columns = Math.ceilDiv(units.columns, ranges);
        int maps = shape.hasResidual() ? 2 : 1;
        long inputRow = (long) shape.columns().span(shape.columns().outputs()) * channels;
        long outputRow = (long) shape.columns().outputs() * columns * maps;
        long room = memory.localMem().bytes() - (long) TABLE_BYTES * columns;
        int tile = rows;
        while (tile > 1 && shape.rows().span(tile) * inputRow + tile * outputRow > room) {
            tile /= 2;
        }
        long tiles = Math.ceilDiv(rows, tile)
                * Math.max(1, Math.ceilDiv(shape.rows().span(tile) * inputRow + tile * outputRow, Math.max(1, room)));
        int inputRows = Math.min(shape.rows().inputs(), shape.rows().span(tile));
        long in = Math.ceilDiv(rows, tile) * inputRows * (long) shape.columns().inputs() * channels;
        long out = rows * outputRow;
        long perTile = (channels == shape.inputChannels() ? 1 : inputRows) + maps * (columns == shape.outputs() ? 1L : tile);
        long padding = inputRow > (long) shape.columns().inputs() * channels ? (long) (in / memory.localMem().bytesPerCycle()) : 0;
        return ranges * ((tiles * perTile + 1) * latency(core) + transfer(memory, in + out + (long) TABLE_BYTES * columns) + padding);
    }

    private long latency(int core) {
        var local = chip.typeOf(core).core().localMem();
        int hop = chip.chip().noc().map(noc -> noc.hopCycles()).orElse(0);
        return chip.chip().globalMem().latencyCycles() + local.latencyCycles() + (long) distance.toMemory(core) * hop;
    }

    private long transfer(Core core, long bytes) {
        double link = chip.chip().noc().map(noc -> noc.linkBits() / (double) Byte.SIZE).orElse(Double.MAX_VALUE);
        return (long) (bytes / Math.min(link, Math.min(chip.chip().globalMem().bytesPerCycle(), core.localMem().bytesPerCycle())));
    }

    /** The cycles of an operation of the vector unit on a core: maps in and out, and its elements. */
    long vector(int core, Op op, int window) {
        var type = chip.typeOf(core).core();
        long out = elements(op.result());
        long bytes = out + op.operands().stream().mapToLong(CostModel::elements).sum();
        long tiles = Math.ceilDiv(bytes, type.localMem().bytes());
        return tiles * (op.operandCount() + 1) * latency(core) + transfer(type, bytes) + vectorCycles(type, out * window, 1);
    }

    /** Cycles for which operations occupy the port of global memory. */
    long port(long bytes) {
        return (long) (bytes / chip.chip().globalMem().bytesPerCycle());
    }

    /** Bytes that an operation moves between a core and global memory, times the links on the way. */
    long hopBytes(int core, long bytes) {
        return distance.toMemory(core) * bytes;
    }

    private static long elements(Value value) {
        return ((TensorType) value.type()).shape().elements();
    }
}

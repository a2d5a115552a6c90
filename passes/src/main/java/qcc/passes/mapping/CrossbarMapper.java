package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.Chip;
import qcc.chip.Xbar;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.ir.Blob;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.Resource;
import qcc.ir.TensorType;

/**
 * Cuts weight matrices into array groups and places them in crossbars.
 *
 * <p>The columns of a matrix are cut where a crossbar or the accumulators end; a core holds all row blocks of its columns, so that partial sums meet in its
 * accumulators. Groups of a grouped or depthwise convolution are packed along the diagonal of a crossbar as long as rows and columns last.
 */
final class CrossbarMapper {
    /** The network does not fit; the message says what is needed and what there is. */
    static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FullException(String message) {
            super(message);
        }
    }

    private final Chip chip;
    private final Xbar xbar;
    private final CrossbarAllocator allocator;
    private final OpBuilder module;
    private final int[] sliceBits;
    private final int weightColumns;
    private final Map<String, Integer> cores = new HashMap<>();
    private final Optional<ConverterPlan> converters;
    private final List<Pending> pending = new ArrayList<>();
    private int groupCount;
    private Optional<ConverterPlan.Report> report = Optional.empty();

    /** A group of the layer that is being placed. */
    private record Pending(String name, ConverterPlan.Part part, int core) {}

    /**
     * A mapper that puts its groups into a module, numbered from a number.
     *
     * @param exact whether as few rows of analog crossbars are active at once as lose nothing
     */
    CrossbarMapper(Chip chip, OpBuilder module, int weightBits, int firstGroup, boolean exact) {
        this.chip = chip;
        this.xbar = chip.xbar();
        this.allocator = new CrossbarAllocator(chip);
        this.module = module;
        this.groupCount = firstGroup;
        int slices = xbar.weights().slices(weightBits).orElseThrow();
        this.sliceBits = xbar.weights().sliceBits().stream().limit(slices).mapToInt(Integer::intValue).toArray();
        this.weightColumns = CrossbarDemand.weightColumns(chip);
        this.converters = switch (xbar.readout()) {
            case AdderTree _ -> Optional.empty();
            case Adc adc -> Optional.of(new ConverterPlan(xbar, adc, sliceBits, exact));
        };
    }

    /** What the converters do to the layer placed last; empty where nothing is converted. */
    Optional<ConverterPlan.Report> report() {
        return report;
    }

    /** Crossbars used so far. */
    int crossbars() {
        return allocator.used();
    }

    /** The core that holds a group. */
    int coreOf(String group) {
        return cores.get(group);
    }

    /** The number of the next group. */
    int nextGroup() {
        return groupCount;
    }

    /** Places the weights of a convolution or product and tells how its sums come about. */
    List<ProductOp.Share> place(WeightMatrix weights, Location location) {
        requireRepresentable(weights.weights());
        var demand = CrossbarDemand.of(weights.outputs(), weights.taps(), weights.inputs(), weights.groups(), chip);
        pending.clear();
        var shares = demand.packed() > 1 ? placeDiagonal(weights, demand) : placeDense(weights, demand);
        createGroups(location);
        return shares;
    }

    private void requireRepresentable(byte[] weights) {
        int bits = Arrays.stream(sliceBits).sum();
        for (byte weight : weights) {
            if (xbar.weights().encoding().differential() && Math.abs(weight) >= 1 << bits) {
                throw new IllegalArgumentException(
                        "has the weight %d, but cells of %d bits and a sign hold at most %d".formatted(weight, bits,
                                (1 << bits) - 1));
            }
        }
    }

    private void createGroups(Location location) {
        var layer = converters.map(plan -> plan.plan(pending.stream().map(Pending::part).toList()));
        report = layer.map(ConverterPlan.Layer::report);
        for (int i = 0; i < pending.size(); i++) {
            var group = pending.get(i);
            var part = group.part;
            var type = TensorType.of(IntegerType.I8, part.rows(), part.columns());
            var data = new DenseResourceAttr(new Resource(group.name, Blob.of(part.matrix(), 1)), type);
            if (layer.isPresent()) {
                GroupOp.create(module, location, group.name, data, group.core, encoding(), sliceBits, xbar.activeRows(), part.blocks(),
                        layer.get().converters().get(i));
            } else {
                GroupOp.create(module, location, group.name, data, group.core, encoding(), sliceBits, xbar.activeRows(), part.blocks());
            }
        }
    }

    private List<ProductOp.Share> placeDiagonal(WeightMatrix weights, CrossbarDemand demand) {
        int packed = demand.packed();
        var shares = new ArrayList<ProductOp.Share>();
        int unit = 0;
        for (var share : allocate(demand)) {
            for (int i = 0; i < share.units(); i++, unit++) {
                int first = unit * packed;
                int count = Math.min(packed, weights.groups() - first);
                int rows = weights.taps() * count * weights.inputs();
                int groupColumns = count * weights.outputsPerGroup();
                var name = group(weights.diagonal(first, count), rows, groupColumns, share.core(), share.first() + i);
                shares.add(
                        new ProductOp.Share(name, first * weights.inputs(), count * weights.inputs(), first * weights.outputsPerGroup()));
            }
        }
        return shares;
    }

    private List<ProductOp.Share> placeDense(WeightMatrix weights, CrossbarDemand demand) {
        int rows = weights.taps() * weights.inputs();
        int rowBlocks = demand.crossbarsPerUnit();
        int perGroup = weights.outputsPerGroup();
        int blocksPerGroup = Math.ceilDiv(perGroup, weightColumns);
        var result = new ArrayList<ProductOp.Share>();
        int unit = 0;
        for (var share : allocate(demand)) {
            int end = unit + share.units();
            for (int from = unit; from < end;) {
                int group = from / blocksPerGroup;
                int to = Math.min(end, (group + 1) * blocksPerGroup);
                int first = group * perGroup + (from - group * blocksPerGroup) * weightColumns;
                int last = Math.min((group + 1) * perGroup, group * perGroup + (to - group * blocksPerGroup) * weightColumns);
                int crossbar = share.first() + (from - unit) * rowBlocks;
                var name = group(weights.dense(first, last - first), rows, last - first, share.core(), crossbar);
                result.add(new ProductOp.Share(name, group * weights.inputs(), weights.inputs(), first));
                from = to;
            }
            unit = end;
        }
        return result;
    }

    private List<CrossbarAllocator.Share> allocate(CrossbarDemand demand) {
        int cost = demand.crossbarsPerUnit();
        return allocator.allocate(demand.units(), cost, demand.unitsPerCore(chip)).orElseThrow(() -> new FullException(
                "needs %d crossbars, %d of which must be on one core, but %d of the %d crossbars of chip '%s' are taken; use a chip with more crossbars"
                        .formatted(demand.crossbars(), cost, allocator.used(), chip.xbarCount(), chip.arch())));
    }

    private String group(byte[] matrix, int rows, int columns, int core, int firstCrossbar) {
        var name = "group_" + groupCount++;
        cores.put(name, core);
        pending.add(new Pending(name, new ConverterPlan.Part(matrix, rows, columns, blocks(rows, columns, firstCrossbar)), core));
        return name;
    }

    private String encoding() {
        return xbar.weights().encoding().name().toLowerCase(Locale.ROOT);
    }

    /** Column block after column block, row block after row block in each; the slices of a block lie side by side in its crossbar. */
    private List<GroupOp.Block> blocks(int rows, int columns, int firstCrossbar) {
        var blocks = new ArrayList<GroupOp.Block>();
        int crossbar = firstCrossbar;
        int sliceColumns = weightColumns * xbar.weights().encoding().columnsPerSlice();
        for (int column = 0; column < columns; column += weightColumns) {
            int width = Math.min(weightColumns, columns - column);
            for (int row = 0; row < rows; row += xbar.rows(), crossbar++) {
                int height = Math.min(xbar.rows(), rows - row);
                for (int slice = 0; slice < sliceBits.length; slice++) {
                    blocks.add(new GroupOp.Block(crossbar, 0, slice * sliceColumns, row, column, height, width, slice, 0));
                }
            }
        }
        return blocks;
    }
}

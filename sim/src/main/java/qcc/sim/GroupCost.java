package qcc.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.chip.Chip;
import qcc.chip.CoreType;
import qcc.chip.Groups;
import qcc.chip.ProductCost;
import qcc.chip.Xbar;

/**
 * What one product with an array group costs. Its crossbars work at the same time; what they hold of it in several row blocks counts as the
 * rows of one product. Replicas cost the same.
 *
 * @param blocks blocks of rows side by side, each an array group of crossbars with inputs of its own
 * @param latencyCycles from the inputs to the sums
 * @param intervalCycles from one product to the next
 * @param arrayPj energy of drivers, cells and digital adders in pJ
 * @param converterPj energy of conversions and shift-add in pJ
 */
record GroupCost(int blocks, long latencyCycles, long intervalCycles, double arrayPj, double converterPj) {
    private static final int INPUT_BITS = 8;
    /** Absorbs rounding of ns times MHz. */
    private static final double CYCLE_SLACK = 1e-6;

    /** Rows and weights side by side that a group uses of one crossbar, and the groups in which its rows are active. */
    private record Use(int rows, int weights, int passes) {}

    static GroupCost of(Chip chip, CoreType type, ArrayGroup group) {
        return of(chip, type, group, Math.min(INPUT_BITS, type.xbar().input().bits()));
    }

    /** The cost for inputs of some width; that of the weights follows from the group's slices. */
    static GroupCost of(Chip chip, CoreType type, ArrayGroup group, int inputBits) {
        var xbar = type.xbar();
        var weightBits = weightBits(xbar, group);
        var latency = 0L;
        var interval = 0L;
        var array = 0.0;
        var converters = 0.0;
        for (var use : group.slices().isEmpty() ? packed(xbar, weightBits, group) : used(xbar, weightBits, group)) {
            var cost = ProductCost.ofPasses(chip, xbar, use.rows, use.weights, inputBits, weightBits, use.passes);
            var conversion = cost.conversions() * (chip.energy().adcPj() + chip.energy().shiftAddPj());
            latency = Math.max(latency, cost.cycles());
            interval = Math.max(interval, cycles(chip, cost.intervalNs()));
            array += cost.energyPj() - conversion;
            converters += conversion;
        }
        return new GroupCost(blocks(xbar, group), latency + reduction(type, xbar, group.rows()), interval, array, converters);
    }

    /** Bits of the weights that the slices can hold, but at most what the crossbar takes. */
    private static int weightBits(Xbar xbar, ArrayGroup group) {
        var bits = group.sliceBits().stream().mapToInt(Integer::intValue).sum() + (xbar.weights().encoding().differential() ? 1 : 0);
        return xbar.weights().columns(bits).isPresent() ? bits : xbar.weights().maxBits();
    }

    /** Crossbars that hold the same rows of the matrix have the same inputs. */
    private static int blocks(Xbar xbar, ArrayGroup group) {
        if (group.slices().isEmpty()) {
            return Math.ceilDiv(group.rows(), xbar.rows());
        }
        var rows = new TreeMap<Integer, TreeSet<Integer>>();
        group.replica(0).forEach(slice -> rows.computeIfAbsent(slice.crossbar(), _ -> new TreeSet<>()).add(slice.matrixRow()));
        return (int) rows.values().stream().distinct().count();
    }

    /** Nanoseconds in clock cycles, rounded up. */
    static long cycles(Chip chip, double nanoseconds) {
        return (long) Math.ceil(nanoseconds * chip.clockMhz() / 1000 - CYCLE_SLACK);
    }

    private static long reduction(CoreType type, Xbar xbar, int rows) {
        return type.core().groups().reduce().map(adders -> steps(adders, Math.ceilDiv(rows, xbar.rows())) * adders.cycles()).orElse(0L);
    }

    /** Steps until one sum is left: a tree adds everywhere at once, a chain adds the next ones to the sum so far. */
    private static long steps(Groups.Reduction adders, int sums) {
        var steps = 0L;
        var left = sums;
        while (left > 1) {
            left = switch (adders.kind()) {
                case TREE -> Math.ceilDiv(left, adders.fanIn());
                case CHAIN -> left - Math.min(left, adders.fanIn()) + 1;
            };
            steps++;
        }
        return steps;
    }

    private static List<Use> used(Xbar xbar, int weightBits, ArrayGroup group) {
        Map<Integer, List<CrossbarSlice>> byCrossbar = new TreeMap<>();
        group.replica(0).forEach(slice -> byCrossbar.computeIfAbsent(slice.crossbar(), _ -> new ArrayList<>()).add(slice));
        return byCrossbar.values().stream().map(blocks -> use(xbar, weightBits, group, blocks)).toList();
    }

    /** Distinct row ranges add up, as do the weights in the widest of them. Without converters all rows of a crossbar can be active together. */
    private static Use use(Xbar xbar, int weightBits, ArrayGroup group, List<CrossbarSlice> blocks) {
        var rowsFrom = new TreeMap<Integer, Integer>();
        var columnsFrom = new TreeMap<Integer, Integer>();
        for (var block : blocks) {
            rowsFrom.merge(block.crossbarRow(), block.rows(), Math::max);
            columnsFrom.merge(block.matrixColumn(), block.columns(), Math::max);
        }
        var rows = rowsFrom.values().stream().mapToInt(Integer::intValue).sum();
        var weights = columnsFrom.values().stream().mapToInt(Integer::intValue).sum();
        var passes = group.converter().isEmpty() ? Math.ceilDiv(rows, xbar.activeRows()) : convertedPasses(xbar, group, blocks);
        return new Use(Math.min(rows, xbar.rows()), Math.min(weights, xbar.weightColumns(weightBits)), Math.min(passes, rows));
    }

    private static int convertedPasses(Xbar xbar, ArrayGroup group, List<CrossbarSlice> blocks) {
        return blocks.stream().collect(Collectors.toMap(CrossbarSlice::crossbarRow, block -> passes(xbar, group, block), Math::max))
                .values()
                .stream().mapToInt(Integer::intValue).sum();
    }

    private static int passes(Xbar xbar, ArrayGroup group, CrossbarSlice block) {
        return passes(xbar, group, block.matrixRow(), block.rows());
    }

    /** Groups in which some rows of the matrix are active, whose sizes the group tells where its sums are converted. */
    private static int passes(Xbar xbar, ArrayGroup group, int firstRow, int rows) {
        if (group.converter().isEmpty()) {
            return Math.ceilDiv(rows, xbar.activeRows());
        }
        var passes = 0;
        var row = 0;
        for (int size : group.converter().get().rowGroups()) {
            passes += row < firstRow + rows && row + size > firstRow ? 1 : 0;
            row += size;
        }
        return passes;
    }

    /** The densest packing, for a group whose place is not given. */
    private static List<Use> packed(Xbar xbar, int weightBits, ArrayGroup group) {
        var uses = new ArrayList<Use>();
        var width = xbar.weightColumns(weightBits);
        for (var row = 0; row < group.rows(); row += xbar.rows()) {
            for (var column = 0; column < group.columns(); column += width) {
                var rows = Math.min(xbar.rows(), group.rows() - row);
                uses.add(new Use(rows, Math.min(width, group.columns() - column), Math.min(rows, passes(xbar, group, row, rows))));
            }
        }
        return uses;
    }
}

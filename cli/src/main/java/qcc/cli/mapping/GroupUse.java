package qcc.cli.mapping;

import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.chip.AdderTree;
import qcc.chip.Xbar;

/**
 * What one array group takes of its core.
 *
 * @param crossbars the crossbars that hold some of it, ascending
 * @param cells cells that hold a part of a weight, of all replicas
 * @param cellsTouched cells of these crossbars
 * @param phases how often a crossbar is driven for one product: phases of the input times groups of rows, of the crossbar that needs most
 */
public record GroupUse(ArrayGroup group, List<Integer> crossbars, long cells, long cellsTouched, long phases) {
    private static final int INPUT_BITS = 8;

    public GroupUse {
        crossbars = List.copyOf(crossbars);
    }

    /** Counts the slices of a group. */
    public static GroupUse of(ArrayGroup group, Xbar xbar) {
        var columnsPerWeight = xbar.weights().encoding().columnsPerSlice();
        var crossbars = new TreeSet<>(group.slices().stream().map(CrossbarSlice::crossbar).toList());
        var cells = group.slices().stream().mapToLong(slice -> (long) slice.rows() * slice.columns() * columnsPerWeight).sum();
        return new GroupUse(group, List.copyOf(crossbars), cells, (long) crossbars.size() * xbar.rows() * xbar.cols(),
                inputPhases(xbar) * rowGroups(group, xbar));
    }

    /** Percent of the cells of the crossbars touched that the group uses, 0 to 100. */
    public double utilization() {
        return cellsTouched == 0 ? 0 : 100.0 * cells / cellsTouched;
    }

    private static long inputPhases(Xbar xbar) {
        var bits = Math.min(INPUT_BITS, xbar.input().bits());
        return xbar.readout() instanceof AdderTree tree
                ? (long) Math.ceilDiv(bits, tree.inputBitsPerCycle()) * xbar.input().signPhases()
                : xbar.input().phases(bits);
    }

    /** Groups of rows that the fullest crossbar of a replica drives one after the other. */
    private static long rowGroups(ArrayGroup group, Xbar xbar) {
        var activeRows = group.converter().map(converter -> Collections.max(converter.rowGroups())).orElse(xbar.activeRows());
        var rowsByCrossbar = new TreeMap<Integer, TreeMap<Integer, Integer>>();
        for (var slice : group.replica(0)) {
            rowsByCrossbar.computeIfAbsent(slice.crossbar(), _ -> new TreeMap<>()).merge(slice.crossbarRow(), slice.rows(), Math::max);
        }
        return rowsByCrossbar.values().stream().mapToLong(
                blocks -> Math.ceilDiv(blocks.values().stream().mapToInt(Integer::intValue).sum(), activeRows)).max().orElse(1);
    }

    /** The crossbars as ranges: {@code 0-3, 7}. */
    public String crossbarText() {
        var text = new StringBuilder();
        for (var i = 0; i < crossbars.size(); i++) {
            var first = crossbars.get(i);
            while (i + 1 < crossbars.size() && crossbars.get(i + 1) == crossbars.get(i) + 1) {
                i++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(first).append(first.equals(crossbars.get(i)) ? "" : "-" + crossbars.get(i));
        }
        return text.toString();
    }
}

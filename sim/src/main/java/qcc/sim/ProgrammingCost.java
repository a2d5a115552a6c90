package qcc.sim;

import java.util.BitSet;
import java.util.TreeMap;

/**
 * What programming one core's crossbars takes: one crossbar after the other, each written once in the rows and columns that anything occupies.
 *
 * @param nanoseconds time of the write pulses
 * @param energyPj energy of the occupied cells' pulses
 */
record ProgrammingCost(double nanoseconds, double energyPj) {
    private record Occupied(BitSet rows, BitSet columns) {}

    static ProgrammingCost of(CoreImage core) {
        var port = core.type().xbar().write();
        var columnsPerWeight = core.type().xbar().weights().encoding().columnsPerSlice();
        var crossbars = new TreeMap<Integer, Occupied>();
        var cells = 0L;
        for (var group : core.groupTable()) {
            for (var slice : group.slices()) {
                var columns = slice.columns() * columnsPerWeight;
                var occupied = crossbars.computeIfAbsent(slice.crossbar(), _ -> new Occupied(new BitSet(), new BitSet()));
                occupied.rows.set(slice.crossbarRow(), slice.crossbarRow() + slice.rows());
                occupied.columns.set(slice.crossbarColumn(), slice.crossbarColumn() + columns);
                cells += (long) slice.rows() * columns;
            }
        }
        var nanoseconds = crossbars.values().stream()
                .mapToDouble(occupied -> port.programNs(occupied.rows.cardinality(), occupied.columns.cardinality())).sum();
        return new ProgrammingCost(nanoseconds, cells * port.verifyMean() * port.pjPerCell());
    }
}

package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive groups of a tile's output rows before each of which as many input rows are moved in.
 *
 * @param count how many groups
 * @param outputs output rows of each; 0 where rows are only moved in
 * @param loads input rows, inside the map, moved in before each
 */
record RowGroup(int count, int outputs, int loads) {
    /**
     * The groups of a tile: every input row is moved in once, as late as its first window allows.
     *
     * @param rows the tile
     * @param rowsAtOnce output rows of a group, the last one perhaps excepted
     */
    static List<RowGroup> of(TileRun rows, TileRun.Axis axis, int rowsAtOnce) {
        var groups = new ArrayList<RowGroup>();
        int loaded = 0;
        for (int done = 0; done < rows.outputs(); done += rowsAtOnce) {
            int outputs = Math.min(rowsAtOnce, rows.outputs() - done);
            int needed = Math.clamp((long) (done + outputs - 1) * axis.stride() + axis.extent(rows.taps()) - rows.lead(), loaded,
                    rows.inputs());
            append(groups, new RowGroup(1, outputs, needed - loaded));
            loaded = needed;
        }
        splitFirst(groups);
        return groups;
    }

    private static void append(List<RowGroup> groups, RowGroup next) {
        var last = groups.isEmpty() ? null : groups.getLast();
        if (last != null && last.outputs == next.outputs && last.loads == next.loads) {
            groups.set(groups.size() - 1, new RowGroup(last.count + next.count, next.outputs, next.loads));
        } else {
            groups.add(next);
        }
    }

    /** The first window needs more rows than those behind it: the surplus is moved in before, and one code serves all. */
    private static void splitFirst(List<RowGroup> groups) {
        if (groups.size() < 2) {
            return;
        }
        var first = groups.getFirst();
        var second = groups.get(1);
        if (first.count == 1 && first.outputs == second.outputs && first.loads > second.loads && second.loads > 0) {
            groups.set(0, new RowGroup(1, 0, first.loads - second.loads));
            groups.set(1, new RowGroup(second.count + 1, second.outputs, second.loads));
        }
    }
}

package qcc.cli.mapping;

import java.util.List;
import java.util.TreeSet;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.chip.Xbar;

/**
 * What one array group takes of its core.
 *
 * @param crossbars the crossbars that hold some of it, ascending
 * @param cells cells that hold a part of a weight
 * @param cellsTouched cells of these crossbars
 */
public record GroupUse(ArrayGroup group, List<Integer> crossbars, long cells, long cellsTouched) {
    public GroupUse {
        crossbars = List.copyOf(crossbars);
    }

    /** Counts the slices of a group. */
    public static GroupUse of(ArrayGroup group, Xbar xbar) {
        var columnsPerWeight = xbar.weights().encoding().columnsPerSlice();
        var crossbars = new TreeSet<>(group.slices().stream().map(CrossbarSlice::crossbar).toList());
        var cells = group.slices().stream().mapToLong(slice -> (long) slice.rows() * slice.columns() * columnsPerWeight).sum();
        return new GroupUse(group, List.copyOf(crossbars), cells, (long) crossbars.size() * xbar.rows() * xbar.cols());
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

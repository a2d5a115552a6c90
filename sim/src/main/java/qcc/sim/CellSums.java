package qcc.sim;

import java.util.List;

/** Sums of the cell values of each row group, plane and column, those above and those below 0 apart. */
final class CellSums {
    private final int planes;
    private final int columns;
    private final long[] positive;
    private final long[] negative;

    CellSums(List<CellPlane> planes, List<Integer> rowGroups, int columns) {
        this.planes = planes.size();
        this.columns = columns;
        this.positive = new long[Math.multiplyExact(rowGroups.size(), this.planes * columns)];
        this.negative = new long[positive.length];
        var row = 0;
        for (var g = 0; g < rowGroups.size(); g++) {
            for (var end = row + rowGroups.get(g); row < end; row++) {
                for (var p = 0; p < this.planes; p++) {
                    add(planes.get(p), row, index(g, p, 0));
                }
            }
        }
    }

    private void add(CellPlane plane, int row, int first) {
        for (var c = 0; c < columns; c++) {
            var value = plane.base() + plane.levels()[row * columns + c];
            positive[first + c] += Math.max(0, value);
            negative[first + c] += Math.min(0, value);
        }
    }

    private int index(int rowGroup, int plane, int column) {
        return (rowGroup * planes + plane) * columns + column;
    }

    /** The sum of the values above 0. */
    long positive(int rowGroup, int plane, int column) {
        return positive[index(rowGroup, plane, column)];
    }

    /** The sum of the values below 0, 0 or less. */
    long negative(int rowGroup, int plane, int column) {
        return negative[index(rowGroup, plane, column)];
    }
}

package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;

/**
 * What the columns of cells of a group add to their sums, in fixed point.
 *
 * @param cells [rows][planes * columns], in units of 2^-fractionBits of a level
 * @param fractionBits 0 where all cells hold levels exactly
 * @param factors what a level of each plane counts in a sum
 */
record CellMatrix(short[] cells, int fractionBits, int[] factors) {
    /** The levels as they are meant. */
    static CellMatrix ideal(ArrayGroup group) {
        var planes = CellPlane.of(group);
        var width = planes.size() * group.columns();
        var cells = new short[Math.multiplyExact(group.rows(), width)];
        for (var p = 0; p < planes.size(); p++) {
            var levels = planes.get(p).levels();
            for (var i = 0; i < levels.length; i++) {
                cells[i / group.columns() * width + p * group.columns() + i % group.columns()] = levels[i];
            }
        }
        return new CellMatrix(cells, 0, planes.stream().mapToInt(CellPlane::factor).toArray());
    }

    /** Cells of a row. */
    int width(int rows) {
        return cells.length / rows;
    }

    /** The least sum of one phase in any column and row group, 0 or less. */
    long leastSum(Converter converter) {
        return extreme(converter, -1);
    }

    /** The largest sum of one phase in any column and row group, 0 or more. */
    long largestSum(Converter converter) {
        return extreme(converter, 1);
    }

    private long extreme(Converter converter, int sign) {
        var width = width(Math.toIntExact(converter.rows()));
        var result = 0L;
        var first = 0;
        for (int size : converter.rowGroups()) {
            var sums = new long[width];
            for (var i = first * width; i < (first + size) * width; i++) {
                sums[i % width] += Math.max(0, sign * cells[i]);
            }
            for (var sum : sums) {
                result = Math.max(result, sum);
            }
            first += size;
        }
        return sign * result * ((1L << converter.dacBits()) - 1);
    }
}

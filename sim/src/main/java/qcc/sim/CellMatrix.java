package qcc.sim;

import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;

/**
 * What the columns of cells of a group add to their sums, in fixed point. A column of cells is numbered {@code plane * columns + column}.
 *
 * @param cells [rows][planes * columns], in units of 2^-fractionBits of a level
 * @param offsets what is added to the sums of every phase, [row groups][planes * columns], in the same units
 * @param fractionBits 0 where all cells hold levels exactly
 * @param factors what a level of each plane counts in a sum
 */
record CellMatrix(short[] cells, int[] offsets, int fractionBits, int[] factors) {
    /** A finer resolution would not be seen behind converters, whose errors are fractions of a level. */
    private static final int MOST_FRACTION_BITS = 10;
    private static final int FEWEST_FRACTION_BITS = 4;

    /** The levels as they are meant. */
    static CellMatrix ideal(ArrayGroup group, Converter converter) {
        var planes = CellPlane.of(group);
        var width = planes.size() * group.columns();
        var cells = new short[Math.multiplyExact(group.rows(), width)];
        for (var p = 0; p < planes.size(); p++) {
            var levels = planes.get(p).levels();
            for (var i = 0; i < levels.length; i++) {
                cells[i / group.columns() * width + p * group.columns() + i % group.columns()] = levels[i];
            }
        }
        return new CellMatrix(cells, new int[converter.rowGroups().size() * width], 0, factors(planes));
    }

    private static int[] factors(List<CellPlane> planes) {
        return planes.stream().mapToInt(CellPlane::factor).toArray();
    }

    /**
     * What cells really hold, with as many fraction bits as leave all sums, rounding included, within 16 bits; empty where these are too few.
     */
    static Optional<CellMatrix> measured(ArrayGroup group, Converter converter, GroupCells cells) {
        var factors = factors(CellPlane.of(group));
        var exact = fixed(converter, cells, 0, factors);
        if (isExact(exact, cells)) {
            return Optional.of(exact);
        }
        for (var bits = MOST_FRACTION_BITS; bits >= FEWEST_FRACTION_BITS; bits--) {
            var matrix = fixed(converter, cells, bits, factors);
            if (matrix.fits(converter)) {
                return Optional.of(matrix);
            }
        }
        return Optional.empty();
    }

    private static CellMatrix fixed(Converter converter, GroupCells cells, int bits, int[] factors) {
        var fixed = new short[cells.conductances().length];
        for (var i = 0; i < fixed.length; i++) {
            fixed[i] = (short) Math.clamp((long) Math.rint(Math.scalb(cells.conductances()[i], bits)), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        var offsets = offsetSums(converter, cells);
        var fixedOffsets = new int[offsets.length];
        for (var i = 0; i < offsets.length; i++) {
            fixedOffsets[i] = (int) Math.rint(Math.scalb(offsets[i], bits));
        }
        return new CellMatrix(fixed, fixedOffsets, bits, factors);
    }

    /** What drivers' offsets add to each column of cells, [row groups][width]. */
    static double[] offsetSums(Converter converter, GroupCells cells) {
        var width = cells.width();
        var result = new double[converter.rowGroups().size() * width];
        var row = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            for (var end = row + converter.rowGroups().get(g); row < end; row++) {
                for (var c = 0; c < width; c++) {
                    result[g * width + c] += cells.offsets()[row * width + c];
                }
            }
        }
        return result;
    }

    private static boolean isExact(CellMatrix matrix, GroupCells cells) {
        for (var i = 0; i < matrix.cells.length; i++) {
            if (matrix.cells[i] != cells.conductances()[i] || cells.offsets()[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Converter converter) {
        var bias = CodeJoin.bias(converter, converter.steps().largest(), fractionBits);
        return leastSum(converter) >= Short.MIN_VALUE && largestSum(converter) + bias <= Short.MAX_VALUE
                && (long) converter.steps().largest() << fractionBits <= Short.MAX_VALUE;
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
        var level = (1L << converter.dacBits()) - 1;
        var result = 0L;
        var first = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            int size = converter.rowGroups().get(g);
            var sums = new long[width];
            for (var i = first * width; i < (first + size) * width; i++) {
                sums[i % width] += Math.max(0, sign * cells[i]);
            }
            for (var c = 0; c < width; c++) {
                result = Math.max(result, level * sums[c] + sign * offsets[g * width + c]);
            }
            first += size;
        }
        return sign * result;
    }
}

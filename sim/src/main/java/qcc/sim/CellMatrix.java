package qcc.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.sim.LosslessProof.Range;
import qcc.sim.noise.GroupCells;
import qcc.tensor.LookupTables;

/**
 * What the columns of cells of a group add to their sums, in fixed point. A column of cells is numbered {@code plane * columns + column}.
 *
 * @param cells [rows][planes * columns], in units of 2^-fractionBits of a level
 * @param offsets what is added to the sums of every phase, [row groups][planes * columns], in the same units
 * @param fractionBits 0 where all cells hold levels exactly
 * @param factors what a level of each plane counts in a sum
 * @param sums least and largest sum of one phase in any column and row group; 0 lies between them
 */
record CellMatrix(short[] cells, int[] offsets, int fractionBits, int[] factors, Range sums) {
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
        return of(converter, cells, new int[converter.rowGroups().size() * width], 0,
                planes.stream().mapToInt(CellPlane::factor).toArray());
    }

    private static CellMatrix of(Converter converter, short[] cells, int[] offsets, int fractionBits, int[] factors) {
        return new CellMatrix(cells, offsets, fractionBits, factors, sums(converter, cells, offsets));
    }

    /**
     * What cells really hold, with as many fraction bits as leave all sums, rounding included, within 16 bits; empty where these are too few.
     */
    static Optional<CellMatrix> measured(MeasuredCode code, GroupCells cells) {
        if (isExact(cells)) {
            return Optional.of(fixed(code, cells, 0));
        }
        var largest = largestSum(code.converter(), cells);
        for (var bits = MOST_FRACTION_BITS; bits >= FEWEST_FRACTION_BITS; bits--) {
            if (Math.scalb(largest, bits) - roundings(code.converter()) <= -Short.MIN_VALUE) {
                var matrix = fixed(code, cells, bits);
                if (matrix.fits(code.converter())) {
                    return Optional.of(matrix);
                }
            }
        }
        return Optional.empty();
    }

    private static CellMatrix fixed(MeasuredCode code, GroupCells cells, int bits) {
        var conductances = cells.conductances();
        var scale = Math.scalb(1.0, bits);
        var fixed = new short[conductances.length];
        for (var i = 0; i < fixed.length; i++) {
            fixed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.rint(conductances[i] * scale)));
        }
        var offsets = offsetSums(code.converter(), cells);
        var fixedOffsets = new int[offsets.length];
        for (var i = 0; i < offsets.length; i++) {
            fixedOffsets[i] = (int) Math.rint(offsets[i] * scale);
        }
        return of(code.converter(), fixed, fixedOffsets, bits, code.factors());
    }

    /** A magnitude that a sum of one phase reaches in some column and row group, in levels; 0 where drivers' offsets may outweigh it. */
    private static double largestSum(Converter converter, GroupCells cells) {
        if (cells.offsets().length > 0) {
            return 0;
        }
        var conductances = cells.conductances();
        var width = cells.width();
        var largest = 0.0;
        var first = 0;
        for (var size : converter.rowGroups()) {
            var positive = new double[width];
            var negative = new double[width];
            for (var end = first + size; first < end; first++) {
                for (var c = 0; c < width; c++) {
                    var g = conductances[first * width + c];
                    positive[c] += Math.max(0, g);
                    negative[c] -= Math.min(0, g);
                }
            }
            for (var c = 0; c < width; c++) {
                largest = Math.max(largest, Math.max(positive[c], negative[c]));
            }
        }
        return topLevel(converter) * largest;
    }

    /** The most by which rounding of cells changes a sum in fixed point. */
    private static double roundings(Converter converter) {
        return 1 + topLevel(converter) * Collections.max(converter.rowGroups()) / 2.0;
    }

    /** The largest level of an input. */
    private static int topLevel(Converter converter) {
        return (1 << converter.dacBits()) - 1;
    }

    /** What drivers' offsets add to each column of cells, [row groups][width]. */
    static double[] offsetSums(Converter converter, GroupCells cells) {
        var width = cells.width();
        var result = new double[converter.rowGroups().size() * width];
        var row = 0;
        for (var g = 0; cells.offsets().length > 0 && g < converter.rowGroups().size(); g++) {
            for (var end = row + converter.rowGroups().get(g); row < end; row++) {
                for (var c = 0; c < width; c++) {
                    result[g * width + c] += cells.offsets()[row * width + c];
                }
            }
        }
        return result;
    }

    /** Whether all cells hold levels exactly and drivers have no offsets. */
    private static boolean isExact(GroupCells cells) {
        for (var g : cells.conductances()) {
            if (g != (short) g) {
                return false;
            }
        }
        return Arrays.stream(cells.offsets()).allMatch(offset -> offset == 0);
    }

    /** Whether all sums, rounding included, lie within 16 bits. */
    boolean fits(Converter converter) {
        return sums.minimum() >= Short.MIN_VALUE && sums.maximum() + largestStep(converter) / 2 <= Short.MAX_VALUE
                && largestStep(converter) <= Short.MAX_VALUE;
    }

    /** The largest step in units of a sum, rounded up. */
    long largestStep(Converter converter) {
        return Math.ceilDiv((long) converter.steps().largest() << fractionBits, 1L << converter.steps().fractionBits());
    }

    /** Cells of a row. */
    int width(Converter converter) {
        return cells.length / Math.toIntExact(converter.rows());
    }

    /**
     * Tables of the cells of each row group.
     *
     * @param expanded whether tables are kept
     */
    List<LookupTables> tables(Converter converter, boolean expanded) {
        var tables = new ArrayList<LookupTables>();
        var first = 0;
        for (int size : converter.rowGroups()) {
            tables.add(LookupTables.of(cells, first, size, width(converter), converter.dacBits(), expanded));
            first += size;
        }
        return List.copyOf(tables);
    }

    private static Range sums(Converter converter, short[] cells, int[] offsets) {
        var width = cells.length / Math.toIntExact(converter.rows());
        var least = 0L;
        var largest = 0L;
        var cell = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            var positive = new int[width];
            var negative = new int[width];
            for (var end = cell + converter.rowGroups().get(g) * width; cell < end; cell += width) {
                for (var c = 0; c < width; c++) {
                    positive[c] += Math.max(0, cells[cell + c]);
                    negative[c] += Math.min(0, cells[cell + c]);
                }
            }
            for (var c = 0; c < width; c++) {
                least = Math.min(least, (long) topLevel(converter) * negative[c] + offsets[g * width + c]);
                largest = Math.max(largest, (long) topLevel(converter) * positive[c] + offsets[g * width + c]);
            }
        }
        return new Range(least, largest);
    }
}

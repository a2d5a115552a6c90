package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.chip.Weights.Encoding;

/**
 * The converter bits that the column sums of programmed cells need, proved column by column and plane by plane: with the largest input level X
 * and cell levels g, the bits of {@code X * sum(g)} for offset and two's complement codes, of {@code X * max(sum g+, sum g-)} where signs are
 * subtracted after conversion, and one more where they are subtracted before. (A signed code reaches one further down than up, which saves that
 * bit where {@code X * sum g-} is a power of two and the larger.)
 */
final class ExactnessProver {
    private final boolean isSigned;
    private final CellValues cells;
    private final int inputLevel;
    private final byte[] matrix;
    private final int columns;

    /**
     * @param sliceBits bits of the slices that a weight takes, least significant first
     * @param inputLevel the largest level X of a phase
     * @param matrix weights [rows, columns]
     */
    ExactnessProver(Encoding encoding, int[] sliceBits, int inputLevel, byte[] matrix, int columns) {
        this.isSigned = encoding == Encoding.DIFFERENTIAL_ANALOG;
        this.cells = new CellValues(encoding, sliceBits);
        this.inputLevel = inputLevel;
        this.matrix = matrix;
        this.columns = columns;
    }

    /** Planes of cells that are converted. */
    int planes() {
        return cells.planes();
    }

    /** Sums of the positive and of the negative cell values of some rows, [planes][columns]. */
    final class Sums {
        private final long[] positive = new long[cells.planes() * columns];
        private final long[] negative = new long[cells.planes() * columns];

        private void add(int row) {
            for (int p = 0; p < cells.planes(); p++) {
                for (int c = 0; c < columns; c++) {
                    int value = cells.value(p, matrix[row * columns + c]);
                    positive[p * columns + c] += Math.max(value, 0);
                    negative[p * columns + c] -= Math.min(value, 0);
                }
            }
        }

        /** The largest magnitude of the sum of a column of cells. */
        long largest(int plane, int column) {
            return inputLevel * Math.max(positive[plane * columns + column], negative[plane * columns + column]);
        }

        /** Converter bits that lose nothing of any column's sum; 0 if all cells are 0. */
        int bits() {
            int bits = 0;
            for (int i = 0; i < positive.length; i++) {
                int up = length(inputLevel * positive[i]);
                int down = length(Math.max(0, inputLevel * negative[i] - 1));
                int sign = isSigned && positive[i] + negative[i] > 0 ? 1 : 0;
                bits = Math.max(bits, Math.max(up, down) + sign);
            }
            return bits;
        }
    }

    private static int length(long sum) {
        return Long.SIZE - Long.numberOfLeadingZeros(sum);
    }

    /** The sums of a range of rows. */
    Sums sums(int firstRow, int endRow) {
        var sums = new Sums();
        for (int row = firstRow; row < endRow; row++) {
            sums.add(row);
        }
        return sums;
    }

    /** Converter bits that lose nothing of any column's sum over some rows; 0 if all their cells are 0. */
    int bits(int firstRow, int endRow) {
        return sums(firstRow, endRow).bits();
    }

    /**
     * The fewest groups of neighboring rows that lose nothing. Each takes as many rows as it can: fewer rows never need more bits, so that no
     * other division has fewer groups.
     *
     * @param most rows that may be active at once
     * @param converterBits resolution of the converters, whose step is 1
     * @return rows of each group; empty if not even single rows are exact
     */
    Optional<List<Integer>> exactGroups(int firstRow, int endRow, int most, int converterBits) {
        var groups = new ArrayList<Integer>();
        for (int row = firstRow; row < endRow;) {
            int size = exactRows(row, Math.min(endRow, row + most), converterBits);
            if (size == 0) {
                return Optional.empty();
            }
            groups.add(size);
            row += size;
        }
        return Optional.of(groups);
    }

    private int exactRows(int firstRow, int endRow, int converterBits) {
        var sums = new Sums();
        for (int row = firstRow; row < endRow; row++) {
            sums.add(row);
            if (sums.bits() > converterBits) {
                return row - firstRow;
            }
        }
        return endRow - firstRow;
    }
}

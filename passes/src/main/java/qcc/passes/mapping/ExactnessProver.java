package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.dialect.cim.Converter;

/**
 * The converter bits that the column sums of programmed cells need, proved column by column and plane by plane. With the largest input level X
 * and cell values g these are the bits of {@code X * sum(g)} for offset and two's complement codes, and of {@code X * max(sum g+, sum g-)} where
 * signs are subtracted after conversion. Codes with a sign take one bit more than {@code X * max(sum g+, sum g-)} where signs are subtracted
 * before conversion or a slice is signed, and than {@code X * sum |g|} where inputs are bipolar; as such a code reaches one further down than
 * up, that bit is saved where the least sum is minus a power of two and the larger in magnitude. Cells of -1 and 1 take the bits of
 * {@code X * rows}.
 */
final class ExactnessProver {
    private final CellValues cells;
    private final boolean hasBipolarLevels;
    private final long largestLevel;
    private final byte[] matrix;
    private final int columns;

    /**
     * @param drive how inputs are driven
     * @param matrix weights [rows, columns]
     */
    ExactnessProver(CellValues cells, Converter drive, byte[] matrix, int columns) {
        this.cells = cells;
        this.hasBipolarLevels = drive.signing() == Converter.Signing.BIPOLAR;
        this.largestLevel = drive.phases().stream().mapToInt(drive::largestLevel).max().orElseThrow();
        this.matrix = matrix;
        this.columns = columns;
    }

    /** Sums of the positive and of the negative cell values of some rows, [planes][columns]. */
    final class Sums {
        private final long[] positive = new long[cells.planes() * columns];
        private final long[] negative = new long[cells.planes() * columns];
        private int rows;

        private void add(int row) {
            for (int p = 0; p < cells.planes(); p++) {
                for (int c = 0; c < columns; c++) {
                    int value = cells.value(p, matrix[row * columns + c]);
                    positive[p * columns + c] += Math.max(value, 0);
                    negative[p * columns + c] -= Math.min(value, 0);
                }
            }
            rows++;
        }

        int rows() {
            return rows;
        }

        /** The largest number that the converter of a column can see where inputs drive at most a level. */
        long largest(int plane, int column, long level) {
            if (cells.areXnor()) {
                return level * rows;
            }
            int i = plane * columns + column;
            return level * (positive[i] + (hasBipolarLevels ? negative[i] : 0));
        }

        /** The least number, 0 or less. */
        long least(int plane, int column, long level) {
            if (cells.areXnor()) {
                return 0;
            }
            int i = plane * columns + column;
            return -level * (negative[i] + (hasBipolarLevels ? positive[i] : 0));
        }

        /** The largest magnitude that the converter of a column can see. */
        long magnitude(int plane, int column) {
            return Math.max(largest(plane, column, largestLevel), -least(plane, column, largestLevel));
        }

        /** Converter bits that lose nothing of any column's sum; 0 if no sum is ever but 0. */
        int bits() {
            int bits = 0;
            for (int p = 0; p < cells.planes(); p++) {
                for (int c = 0; c < columns; c++) {
                    bits = Math.max(bits, bits(p, c));
                }
            }
            return bits;
        }

        /** Converter bits that lose nothing of a column's sum. */
        int bits(int plane, int column) {
            long up = largest(plane, column, largestLevel);
            long down = -least(plane, column, largestLevel);
            int sign = isSigned(plane) && up + down > 0 ? 1 : 0;
            return Math.max(length(up), length(Math.max(0, down - 1))) + sign;
        }
    }

    private static int length(long sum) {
        return Long.SIZE - Long.numberOfLeadingZeros(sum);
    }

    /** Whether the codes of a plane have a sign. */
    boolean isSigned(int plane) {
        return !cells.areXnor() && (hasBipolarLevels || cells.isSigned(plane));
    }

    /** The sums of a range of rows. */
    Sums sums(int firstRow, int endRow) {
        var sums = new Sums();
        for (int row = firstRow; row < endRow; row++) {
            sums.add(row);
        }
        return sums;
    }

    /** The sums of each row group. */
    List<Sums> sums(List<Integer> rowGroups) {
        var sums = new ArrayList<Sums>();
        int row = 0;
        for (int size : rowGroups) {
            sums.add(sums(row, row + size));
            row += size;
        }
        return sums;
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

package qcc.passes.mapping;

import java.util.Arrays;
import qcc.chip.Weights.Encoding;

/**
 * The converter bits that the column sums of programmed cells need, proved column by column and slice by slice: with the largest input level X
 * and cell levels g, the bits of {@code X * sum(g)} for offset and two's complement codes, of {@code X * max(sum g+, sum g-)} where signs are
 * subtracted after conversion, and one more where they are subtracted before. (A signed code reaches one further down than up, which saves that
 * bit where {@code X * sum g-} is a power of two and the larger.)
 */
final class ExactnessProver {
    private final Encoding encoding;
    private final int rows;
    private final int inputLevel;
    /** For each column of cells the sums of the levels of the rows above each row. */
    private final long[][] sumsAbove;

    /**
     * @param sliceBits bits of the slices that a weight takes, least significant first
     * @param inputLevel the largest level X of a phase
     * @param matrix weights [rows, columns]
     */
    ExactnessProver(Encoding encoding, int[] sliceBits, int inputLevel, byte[] matrix, int rows, int columns) {
        this.encoding = encoding;
        this.rows = rows;
        this.inputLevel = inputLevel;
        this.sumsAbove = new long[columns * sliceBits.length * encoding.columnsPerSlice()][];
        int codeBits = Arrays.stream(sliceBits).sum();
        int next = 0;
        for (int column = 0; column < columns; column++) {
            int shift = 0;
            for (int bits : sliceBits) {
                for (int sign = 0; sign < encoding.columnsPerSlice(); sign++) {
                    sumsAbove[next++] = sums(matrix, column, columns, sign == 0 ? 1 : -1, shift, bits, codeBits);
                }
                shift += bits;
            }
        }
    }

    private long[] sums(byte[] matrix, int column, int columns, int sign, int shift, int bits, int codeBits) {
        var sums = new long[rows + 1];
        for (int row = 0; row < rows; row++) {
            int code = code(matrix[row * columns + column], sign, codeBits);
            sums[row + 1] = sums[row] + (code >> shift & (1 << bits) - 1);
        }
        return sums;
    }

    private int code(int weight, int sign, int codeBits) {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> Math.max(0, sign * weight);
            case OFFSET -> weight + (1 << codeBits - 1);
            case TWOS_COMPLEMENT -> weight;
            case XNOR -> throw new IllegalArgumentException("sums of xnor cells are not converted");
        };
    }

    /** Converter bits that lose nothing of any column's sum over some rows; 0 if all their cells are 0. */
    int bits(int firstRow, int endRow) {
        int bits = 0;
        for (int i = 0; i < sumsAbove.length; i++) {
            long sum = inputLevel * (sumsAbove[i][endRow] - sumsAbove[i][firstRow]);
            boolean negative = encoding == Encoding.DIFFERENTIAL_ANALOG && i % 2 == 1;
            bits = Math.max(bits, length(negative ? Math.max(0, sum - 1) : sum) + signBits(sum));
        }
        return bits;
    }

    private int signBits(long sum) {
        return encoding == Encoding.DIFFERENTIAL_ANALOG && sum > 0 ? 1 : 0;
    }

    private static int length(long sum) {
        return Long.SIZE - Long.numberOfLeadingZeros(sum);
    }

    /** The largest magnitude of a column's sum over some rows. */
    long largestSum(int firstRow, int endRow) {
        return inputLevel * Arrays.stream(sumsAbove).mapToLong(s -> s[endRow] - s[firstRow]).max().orElse(0);
    }

    /**
     * The most rows at a time of a block that lose nothing.
     *
     * @param most rows that may be active at once
     * @param converterBits resolution of the converters, whose step is 1
     * @return 0 if not even single rows are exact
     */
    int exactRows(int firstRow, int endRow, int most, int converterBits) {
        for (int size = Math.min(most, endRow - firstRow); size > 0; size--) {
            if (isExact(firstRow, endRow, size, converterBits)) {
                return size;
            }
        }
        return 0;
    }

    private boolean isExact(int firstRow, int endRow, int size, int converterBits) {
        for (int row = firstRow; row < endRow; row += size) {
            if (bits(row, Math.min(endRow, row + size)) > converterBits) {
                return false;
            }
        }
        return true;
    }
}

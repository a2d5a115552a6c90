package qcc.tensor;

import java.util.Arrays;
import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exact products of signed bytes with i32 sums. The products are summed in f32, where fused multiply-add is fast and sums of up to 1,024
 * products are exact (see {@link ExactSums}), and the partial sums are added in i32.
 */
public final class IntegerMatrix {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    /** Rows of B multiplied at a time; within the 1,024 that are exact, and few enough for a panel to stay in the first-level cache. */
    private static final int DEPTH = 256;
    private static final int MAX_BLOCK_ROWS = 16 * FloatTile.ROWS;
    private static final long SERIAL_LIMIT = 1 << 17;

    private final byte[] a;
    private final int aOffset;
    private final int aStride;
    private final PackedWeights b;
    private final int[] c;
    private final int cOffset;
    private final int cStride;

    private IntegerMatrix(byte[] a, int aOffset, int aStride, PackedWeights b, int[] c, int cOffset, int cStride) {
        this.a = a;
        this.aOffset = aOffset;
        this.aStride = aStride;
        this.b = b;
        this.c = c;
        this.cOffset = cOffset;
        this.cStride = cStride;
    }

    /**
     * C = A * B, or C += A * B, exact. The sum of old value and product must fit i32, which the caller proves; the product alone always does.
     *
     * @param a rows x K signed bytes; row r begins at {@code aOffset + r * aStride}
     * @param b K x N
     * @param c rows x N; row r begins at {@code cOffset + r * cStride}
     */
    public static void multiply(byte[] a, int aOffset, int aStride, int rows, PackedWeights b, int[] c, int cOffset, int cStride,
            boolean accumulate, Parallel parallel) {
        if (rows == 0 || b.columns() == 0) {
            return;
        }
        if (rows > 1 && cStride < b.columns()) {
            throw new IllegalArgumentException("the result's rows overlap");
        }
        Objects.checkFromToIndex(aOffset, aOffset + (rows - 1L) * aStride + b.rows(), a.length);
        Objects.checkFromToIndex(cOffset, cOffset + (rows - 1L) * cStride + b.columns(), c.length);
        var product = new IntegerMatrix(a, aOffset, aStride, b, c, cOffset, cStride);
        var blockRows = blockRows(rows, (long) b.rows() * b.columns(), parallel.threads());
        parallel.forEach(Math.ceilDiv(rows, blockRows), task -> {
            var first = task * blockRows;
            product.block(first, Math.min(blockRows, rows - first), accumulate);
        });
    }

    private static int blockRows(int rows, long work, int threads) {
        if (rows * work <= SERIAL_LIMIT) {
            return rows;
        }
        var shared = Math.ceilDiv(Math.ceilDiv(rows, 2 * threads), FloatTile.ROWS) * FloatTile.ROWS;
        return Math.min(MAX_BLOCK_ROWS, shared);
    }

    private void block(int row, int rows, boolean accumulate) {
        if (!accumulate) {
            for (var r = row; r < row + rows; r++) {
                Arrays.fill(c, cOffset + r * cStride, cOffset + r * cStride + b.columns(), 0);
            }
        }
        var padded = Math.ceilDiv(rows, FloatTile.ROWS) * FloatTile.ROWS;
        var floats = new float[padded * Math.min(DEPTH, b.rows())];
        var tile = new float[FloatTile.ROWS * FloatTile.COLUMNS];
        for (var k = 0; k < b.rows(); k += DEPTH) {
            var terms = Math.min(DEPTH, b.rows() - k);
            for (var r = 0; r < rows; r++) {
                widen(aOffset + (row + r) * aStride + k, terms, floats, r * terms);
            }
            for (var column = 0; column < b.columns(); column += FloatTile.COLUMNS) {
                for (var r = 0; r < rows; r += FloatTile.ROWS) {
                    Arrays.fill(tile, 0);
                    FloatTile.multiply(floats, r * terms, terms, b.panels(), b.panelOffset(column, k), terms, tile, 0, FloatTile.COLUMNS);
                    add(tile, row + r, Math.min(FloatTile.ROWS, rows - r), column);
                }
            }
        }
    }

    private void widen(int source, int count, float[] target, int offset) {
        for (var i = 0; i < count; i++) {
            target[offset + i] = a[source + i];
        }
    }

    private void add(float[] tile, int row, int height, int column) {
        var width = Math.min(FloatTile.COLUMNS, b.columns() - column);
        for (var r = 0; r < height; r++) {
            var target = cOffset + (row + r) * cStride + column;
            var source = r * FloatTile.COLUMNS;
            var i = 0;
            for (; i <= width - INTS.length(); i += INTS.length()) {
                var sums = (IntVector) FloatVector.fromArray(FLOATS, tile, source + i).convertShape(VectorOperators.F2I, INTS, 0);
                sums.add(IntVector.fromArray(INTS, c, target + i)).intoArray(c, target + i);
            }
            for (; i < width; i++) {
                c[target + i] += (int) tile[source + i];
            }
        }
    }
}

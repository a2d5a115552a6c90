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
    private static final int MAX_BLOCK_ROWS = 8 * FloatTile.ROW_MULTIPLE;
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
        var shared = Math.ceilDiv(Math.ceilDiv(rows, 2 * threads), FloatTile.ROW_MULTIPLE) * FloatTile.ROW_MULTIPLE;
        return Math.min(MAX_BLOCK_ROWS, shared);
    }

    private void block(int row, int rows, boolean accumulate) {
        var padded = Math.ceilDiv(rows, FloatTile.ROW_MULTIPLE) * FloatTile.ROW_MULTIPLE;
        var floats = new float[padded * Math.min(DEPTH, b.rows())];
        var sums = new float[FloatTile.ELEMENTS];
        var k = 0;
        do {
            var terms = Math.min(DEPTH, b.rows() - k);
            for (var r = 0; r < rows; r++) {
                ByteVectors.widen(a, aOffset + (row + r) * aStride + k, terms, floats, r * terms);
            }
            for (var column = 0; column < b.columns(); column += FloatTile.PANEL) {
                multiplyPanel(floats, k, terms, row, rows, column, sums, accumulate || k > 0);
            }
            k += terms;
        } while (k < b.rows());
    }

    private void multiplyPanel(float[] floats, int k, int terms, int row, int rows, int column, float[] sums, boolean add) {
        var width = Math.min(FloatTile.PANEL, b.columns() - column);
        var tile = FloatTile.forColumns(width);
        for (var r = 0; r < rows; r += tile.rows()) {
            Arrays.fill(sums, 0);
            tile.multiply(floats, r * terms, terms, b.panels(), b.panelOffset(column, k), terms, sums, 0, tile.columns());
            for (var i = 0; i < Math.min(tile.rows(), rows - r); i++) {
                store(sums, i * tile.columns(), width, cOffset + (row + r + i) * cStride + column, add);
            }
        }
    }

    private void store(float[] sums, int source, int width, int target, boolean add) {
        var i = 0;
        for (; i <= width - INTS.length(); i += INTS.length()) {
            var integers = (IntVector) FloatVector.fromArray(FLOATS, sums, source + i).convertShape(VectorOperators.F2I, INTS, 0);
            if (add) {
                integers.add(IntVector.fromArray(INTS, c, target + i)).intoArray(c, target + i);
            } else {
                integers.intoArray(c, target + i);
            }
        }
        for (; i < width; i++) {
            c[target + i] = (int) sums[source + i] + (add ? c[target + i] : 0);
        }
    }
}

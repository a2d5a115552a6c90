package qcc.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost kernels of the matrix products, each for a tile of C. Both have 12 accumulators, which, with two vectors of B and a broadcast
 * element of A, fit the 16 registers of AVX2 and are enough to hide the latency of two multiply-add units. Vectors are named locals, as C2 keeps
 * them in registers only then.
 *
 * <p>Every element of C is one chain of fused multiply-adds in the order of k, whatever the tile, the vector width and the blocking around it.
 */
enum FloatTile {
    /** 6 rows by two vectors. */
    WIDE(6, 2),
    /** 12 rows by one vector, for the last columns of a matrix. */
    NARROW(12, 1);

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Row stride of a packed panel of B, which is as wide as the widest tile. */
    static final int PANEL = 2 * LANES;
    /** A multiple of the rows of every tile. */
    static final int ROW_MULTIPLE = 12;
    /** Elements of a tile, of either kind. */
    static final int ELEMENTS = 12 * LANES;

    private final int rows;
    private final int vectors;

    FloatTile(int rows, int vectors) {
        this.rows = rows;
        this.vectors = vectors;
    }

    /** The tile for a panel of which that many columns are in use. */
    static FloatTile forColumns(int columns) {
        return columns <= LANES ? NARROW : WIDE;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return vectors * LANES;
    }

    /**
     * C += A * B for a tile.
     *
     * @param a rows of {@code depth} elements, {@code aStride} apart
     * @param b a panel of {@code depth} rows of PANEL elements each, one after the other
     * @param c rows of the tile, {@code cStride} apart
     */
    void multiply(float[] a, int aOffset, int aStride, float[] b, int bOffset, int depth, float[] c, int cOffset, int cStride) {
        switch (this) {
            case WIDE -> multiplyWide(a, aOffset, aStride, b, bOffset, depth, c, cOffset, cStride);
            case NARROW -> multiplyNarrow(a, aOffset, aStride, b, bOffset, depth, c, cOffset, cStride);
        }
    }

    private static void multiplyWide(float[] a, int a0, int aStride, float[] b, int bOffset, int depth, float[] c, int c0, int cStride) {
        var a1 = a0 + aStride;
        var a2 = a1 + aStride;
        var a3 = a2 + aStride;
        var a4 = a3 + aStride;
        var a5 = a4 + aStride;
        var c1 = c0 + cStride;
        var c2 = c1 + cStride;
        var c3 = c2 + cStride;
        var c4 = c3 + cStride;
        var c5 = c4 + cStride;
        var sum0a = FloatVector.fromArray(SPECIES, c, c0);
        var sum0b = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        var sum1a = FloatVector.fromArray(SPECIES, c, c1);
        var sum1b = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        var sum2a = FloatVector.fromArray(SPECIES, c, c2);
        var sum2b = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        var sum3a = FloatVector.fromArray(SPECIES, c, c3);
        var sum3b = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        var sum4a = FloatVector.fromArray(SPECIES, c, c4);
        var sum4b = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        var sum5a = FloatVector.fromArray(SPECIES, c, c5);
        var sum5b = FloatVector.fromArray(SPECIES, c, c5 + LANES);
        for (var k = 0; k < depth; k++) {
            var ya = FloatVector.fromArray(SPECIES, b, bOffset + k * PANEL);
            var yb = FloatVector.fromArray(SPECIES, b, bOffset + k * PANEL + LANES);
            var x = FloatVector.broadcast(SPECIES, a[a0 + k]);
            sum0a = x.fma(ya, sum0a);
            sum0b = x.fma(yb, sum0b);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            sum1a = x.fma(ya, sum1a);
            sum1b = x.fma(yb, sum1b);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            sum2a = x.fma(ya, sum2a);
            sum2b = x.fma(yb, sum2b);
            x = FloatVector.broadcast(SPECIES, a[a3 + k]);
            sum3a = x.fma(ya, sum3a);
            sum3b = x.fma(yb, sum3b);
            x = FloatVector.broadcast(SPECIES, a[a4 + k]);
            sum4a = x.fma(ya, sum4a);
            sum4b = x.fma(yb, sum4b);
            x = FloatVector.broadcast(SPECIES, a[a5 + k]);
            sum5a = x.fma(ya, sum5a);
            sum5b = x.fma(yb, sum5b);
        }
        sum0a.intoArray(c, c0);
        sum0b.intoArray(c, c0 + LANES);
        sum1a.intoArray(c, c1);
        sum1b.intoArray(c, c1 + LANES);
        sum2a.intoArray(c, c2);
        sum2b.intoArray(c, c2 + LANES);
        sum3a.intoArray(c, c3);
        sum3b.intoArray(c, c3 + LANES);
        sum4a.intoArray(c, c4);
        sum4b.intoArray(c, c4 + LANES);
        sum5a.intoArray(c, c5);
        sum5b.intoArray(c, c5 + LANES);
    }

    private static void multiplyNarrow(float[] a, int a0, int aStride, float[] b, int bOffset, int depth, float[] c, int c0, int cStride) {
        var a1 = a0 + aStride;
        var a2 = a1 + aStride;
        var a3 = a2 + aStride;
        var a4 = a3 + aStride;
        var a5 = a4 + aStride;
        var a6 = a5 + aStride;
        var a7 = a6 + aStride;
        var a8 = a7 + aStride;
        var a9 = a8 + aStride;
        var a10 = a9 + aStride;
        var a11 = a10 + aStride;
        var c1 = c0 + cStride;
        var c2 = c1 + cStride;
        var c3 = c2 + cStride;
        var c4 = c3 + cStride;
        var c5 = c4 + cStride;
        var c6 = c5 + cStride;
        var c7 = c6 + cStride;
        var c8 = c7 + cStride;
        var c9 = c8 + cStride;
        var c10 = c9 + cStride;
        var c11 = c10 + cStride;
        var sum0 = FloatVector.fromArray(SPECIES, c, c0);
        var sum1 = FloatVector.fromArray(SPECIES, c, c1);
        var sum2 = FloatVector.fromArray(SPECIES, c, c2);
        var sum3 = FloatVector.fromArray(SPECIES, c, c3);
        var sum4 = FloatVector.fromArray(SPECIES, c, c4);
        var sum5 = FloatVector.fromArray(SPECIES, c, c5);
        var sum6 = FloatVector.fromArray(SPECIES, c, c6);
        var sum7 = FloatVector.fromArray(SPECIES, c, c7);
        var sum8 = FloatVector.fromArray(SPECIES, c, c8);
        var sum9 = FloatVector.fromArray(SPECIES, c, c9);
        var sum10 = FloatVector.fromArray(SPECIES, c, c10);
        var sum11 = FloatVector.fromArray(SPECIES, c, c11);
        for (var k = 0; k < depth; k++) {
            var y = FloatVector.fromArray(SPECIES, b, bOffset + k * PANEL);
            sum0 = FloatVector.broadcast(SPECIES, a[a0 + k]).fma(y, sum0);
            sum1 = FloatVector.broadcast(SPECIES, a[a1 + k]).fma(y, sum1);
            sum2 = FloatVector.broadcast(SPECIES, a[a2 + k]).fma(y, sum2);
            sum3 = FloatVector.broadcast(SPECIES, a[a3 + k]).fma(y, sum3);
            sum4 = FloatVector.broadcast(SPECIES, a[a4 + k]).fma(y, sum4);
            sum5 = FloatVector.broadcast(SPECIES, a[a5 + k]).fma(y, sum5);
            sum6 = FloatVector.broadcast(SPECIES, a[a6 + k]).fma(y, sum6);
            sum7 = FloatVector.broadcast(SPECIES, a[a7 + k]).fma(y, sum7);
            sum8 = FloatVector.broadcast(SPECIES, a[a8 + k]).fma(y, sum8);
            sum9 = FloatVector.broadcast(SPECIES, a[a9 + k]).fma(y, sum9);
            sum10 = FloatVector.broadcast(SPECIES, a[a10 + k]).fma(y, sum10);
            sum11 = FloatVector.broadcast(SPECIES, a[a11 + k]).fma(y, sum11);
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c1);
        sum2.intoArray(c, c2);
        sum3.intoArray(c, c3);
        sum4.intoArray(c, c4);
        sum5.intoArray(c, c5);
        sum6.intoArray(c, c6);
        sum7.intoArray(c, c7);
        sum8.intoArray(c, c8);
        sum9.intoArray(c, c9);
        sum10.intoArray(c, c10);
        sum11.intoArray(c, c11);
    }
}

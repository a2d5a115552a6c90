package qcc.tensor;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost kernel of the matrix products: a tile of C of 6 rows by two vectors, whose 12 accumulators, with two vectors of B and a
 * broadcast element of A, fit the 16 registers of AVX2 and are enough to hide the latency of two FMA units. Vectors are named locals, as C2
 * keeps them in registers only then.
 *
 * <p>Every element of C is one chain of fused multiply-adds in the order of k, whatever the vector width and the blocking around it.
 */
final class FloatTile {
    static final int ROWS = 6;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Columns of a tile, and row stride of a packed panel of B. */
    static final int COLUMNS = 2 * LANES;

    private FloatTile() {}

    /**
     * C += A * B for a tile.
     *
     * @param a ROWS rows of {@code depth} elements, {@code aStride} apart
     * @param b a panel of {@code depth} rows of COLUMNS elements each, one after the other
     * @param c ROWS rows of COLUMNS elements, {@code cStride} apart
     */
    static void multiply(float[] a, int aOffset, int aStride, float[] b, int bOffset, int depth, float[] c, int cOffset, int cStride) {
        var a1 = aOffset + aStride;
        var a2 = a1 + aStride;
        var a3 = a2 + aStride;
        var a4 = a3 + aStride;
        var a5 = a4 + aStride;
        var c1 = cOffset + cStride;
        var c2 = c1 + cStride;
        var c3 = c2 + cStride;
        var c4 = c3 + cStride;
        var c5 = c4 + cStride;
        var sum00 = FloatVector.fromArray(SPECIES, c, cOffset);
        var sum01 = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        var sum10 = FloatVector.fromArray(SPECIES, c, c1);
        var sum11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        var sum20 = FloatVector.fromArray(SPECIES, c, c2);
        var sum21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        var sum30 = FloatVector.fromArray(SPECIES, c, c3);
        var sum31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        var sum40 = FloatVector.fromArray(SPECIES, c, c4);
        var sum41 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        var sum50 = FloatVector.fromArray(SPECIES, c, c5);
        var sum51 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
        for (var k = 0; k < depth; k++) {
            var b0 = FloatVector.fromArray(SPECIES, b, bOffset + k * COLUMNS);
            var b1 = FloatVector.fromArray(SPECIES, b, bOffset + k * COLUMNS + LANES);
            var x = FloatVector.broadcast(SPECIES, a[aOffset + k]);
            sum00 = x.fma(b0, sum00);
            sum01 = x.fma(b1, sum01);
            x = FloatVector.broadcast(SPECIES, a[a1 + k]);
            sum10 = x.fma(b0, sum10);
            sum11 = x.fma(b1, sum11);
            x = FloatVector.broadcast(SPECIES, a[a2 + k]);
            sum20 = x.fma(b0, sum20);
            sum21 = x.fma(b1, sum21);
            x = FloatVector.broadcast(SPECIES, a[a3 + k]);
            sum30 = x.fma(b0, sum30);
            sum31 = x.fma(b1, sum31);
            x = FloatVector.broadcast(SPECIES, a[a4 + k]);
            sum40 = x.fma(b0, sum40);
            sum41 = x.fma(b1, sum41);
            x = FloatVector.broadcast(SPECIES, a[a5 + k]);
            sum50 = x.fma(b0, sum50);
            sum51 = x.fma(b1, sum51);
        }
        sum00.intoArray(c, cOffset);
        sum01.intoArray(c, cOffset + LANES);
        sum10.intoArray(c, c1);
        sum11.intoArray(c, c1 + LANES);
        sum20.intoArray(c, c2);
        sum21.intoArray(c, c2 + LANES);
        sum30.intoArray(c, c3);
        sum31.intoArray(c, c3 + LANES);
        sum40.intoArray(c, c4);
        sum41.intoArray(c, c4 + LANES);
        sum50.intoArray(c, c5);
        sum51.intoArray(c, c5 + LANES);
    }
}

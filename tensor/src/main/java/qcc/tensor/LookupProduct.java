package qcc.tensor;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of inputs cut into phases of few bits with columns of cells, for many samples in lockstep: the sums of each phase and column. The
 * inputs of a few rows together index a vector that holds their sums, so that one permutation of a vector multiplies as many rows for as many
 * samples as it has lanes. Sums are taken modulo 2^16.
 *
 * <p>{@link #load} brings the inputs of all phases into the form of indices, {@link #sums} adds up one column. A stream is a vector of samples in
 * one phase; the last vector of a phase may be filled with zeros. Used by one thread at a time.
 */
public final class LookupProduct {
    /** Sums at a time that stay in registers. */
    private static final int STREAMS = 8;
    private static final VectorSpecies<Short> SHORTS = LookupTables.SHORTS;
    private static final int LANES = LookupTables.ENTRIES;
    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class,
            VectorShape.forBitSize(Math.max(64, SHORTS.vectorBitSize() / 2)));

    private final int samples;
    private final int levelBits;
    private final int phases;
    private final int vectors;
    private final int rowsPerTable;
    private final short[] indices;
    private final short[] scratch;
    private final short[] sums;
    private final byte[] padded;

    /**
     * Buffers for some products.
     *
     * @param samples samples in lockstep
     * @param inputBits bits of an input, at most 8
     * @param levelBits bits of a phase, which {@link LookupTables#supports} supports
     * @param rows most rows of a product
     */
    public LookupProduct(int samples, int inputBits, int levelBits, int rows) {
        this.samples = samples;
        this.levelBits = levelBits;
        this.phases = Math.ceilDiv(inputBits, levelBits);
        this.vectors = Math.ceilDiv(samples, LANES);
        this.rowsPerTable = Integer.numberOfTrailingZeros(LANES) / levelBits;
        var tables = Math.ceilDiv(rows, rowsPerTable);
        this.indices = new short[Math.multiplyExact(tables, phases * vectors * LANES)];
        this.scratch = new short[tables * LANES];
        this.sums = new short[Math.ceilDiv(phases * vectors, STREAMS) * STREAMS * LANES];
        this.padded = new byte[rowsPerTable * vectors * LANES];
    }

    /** Phases of an input, the least significant first. */
    public int phases() {
        return phases;
    }

    /** Elements from one phase to the next in {@link #sums}. */
    public int phaseStride() {
        return vectors * LANES;
    }

    /**
     * Takes the inputs of some rows from a sample-minor memory.
     *
     * @param memory as in {@link LockstepProduct}
     * @param flip bits of an input to be inverted
     */
    public void load(byte[] memory, int[] addresses, int first, int rows, int flip) {
        for (var row = 0; row < rows; row += rowsPerTable) {
            var count = Math.min(rowsPerTable, rows - row);
            for (var k = 0; k < count; k++) {
                System.arraycopy(memory, addresses[first + row + k] * samples, padded, k * vectors * LANES, samples);
            }
            index(count, flip, row / rowsPerTable * phases * vectors * LANES);
        }
    }

    /** The indices of one table from the inputs of its rows. */
    private void index(int count, int flip, int target) {
        var mask = (short) ((1 << levelBits) - 1);
        for (var vector = 0; vector < vectors; vector++) {
            for (var phase = 0; phase < phases; phase++) {
                var index = ShortVector.zero(SHORTS);
                for (var k = 0; k < count; k++) {
                    var x = ((ShortVector) ByteVector.fromArray(BYTES, padded, (k * vectors + vector) * LANES)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0)).lanewise(VectorOperators.XOR, (short) flip);
                    var level = x.lanewise(VectorOperators.LSHR, phase * levelBits).and(mask);
                    index = index.or(level.lanewise(VectorOperators.LSHL, k * levelBits));
                }
                index.intoArray(indices, target + (phase * vectors + vector) * LANES);
            }
        }
    }

    /**
     * The sums of a column over the rows loaded, {@code sum of level * cell}, for sample s and phase p at {@code p * phaseStride() + s}. The array is
     * used again by the next call.
     *
     * @param initial added to each sum
     */
    public short[] sums(LookupTables cells, int column, int initial) {
        var tables = cells.tables(column, scratch);
        var streams = phases * vectors;
        var stream = 0;
        for (; stream + STREAMS <= streams; stream += STREAMS) {
            addStreams(cells, column, tables, stream * LANES, streams * LANES, (short) initial);
        }
        for (; stream < streams; stream++) {
            addStream(cells, column, tables, stream * LANES, streams * LANES, (short) initial);
        }
        return sums;
    }

    private void addStreams(LookupTables cells, int column, short[] tables, int at, int stride, short initial) {
        var numbers = cells.tableNumbers();
        var offset = cells.offset(column);
        var sum0 = ShortVector.broadcast(SHORTS, initial);
        var sum1 = sum0;
        var sum2 = sum0;
        var sum3 = sum0;
        var sum4 = sum0;
        var sum5 = sum0;
        var sum6 = sum0;
        var sum7 = sum0;
        for (var n = cells.first(column); n < cells.first(column + 1); n++) {
            var table = ShortVector.fromArray(SHORTS, tables, offset);
            var index = at + numbers[n] * stride;
            sum0 = sum0.add(ShortVector.fromArray(SHORTS, indices, index).selectFrom(table));
            sum1 = sum1.add(ShortVector.fromArray(SHORTS, indices, index + LANES).selectFrom(table));
            sum2 = sum2.add(ShortVector.fromArray(SHORTS, indices, index + 2 * LANES).selectFrom(table));
            sum3 = sum3.add(ShortVector.fromArray(SHORTS, indices, index + 3 * LANES).selectFrom(table));
            sum4 = sum4.add(ShortVector.fromArray(SHORTS, indices, index + 4 * LANES).selectFrom(table));
            sum5 = sum5.add(ShortVector.fromArray(SHORTS, indices, index + 5 * LANES).selectFrom(table));
            sum6 = sum6.add(ShortVector.fromArray(SHORTS, indices, index + 6 * LANES).selectFrom(table));
            sum7 = sum7.add(ShortVector.fromArray(SHORTS, indices, index + 7 * LANES).selectFrom(table));
            offset += LANES;
        }
        sum0.intoArray(sums, at);
        sum1.intoArray(sums, at + LANES);
        sum2.intoArray(sums, at + 2 * LANES);
        sum3.intoArray(sums, at + 3 * LANES);
        sum4.intoArray(sums, at + 4 * LANES);
        sum5.intoArray(sums, at + 5 * LANES);
        sum6.intoArray(sums, at + 6 * LANES);
        sum7.intoArray(sums, at + 7 * LANES);
    }

    private void addStream(LookupTables cells, int column, short[] tables, int at, int stride, short initial) {
        var numbers = cells.tableNumbers();
        var offset = cells.offset(column);
        var sum = ShortVector.broadcast(SHORTS, initial);
        for (var n = cells.first(column); n < cells.first(column + 1); n++) {
            var table = ShortVector.fromArray(SHORTS, tables, offset);
            sum = sum.add(ShortVector.fromArray(SHORTS, indices, at + numbers[n] * stride).selectFrom(table));
            offset += LANES;
        }
        sum.intoArray(sums, at);
    }
}

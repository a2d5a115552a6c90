package qcc.interpreter;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Rows of signed bytes summed, compared and multiplied in 32 bits, where a plain loop is not vectorized. */
final class ByteRows {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    /** As many bytes as ints; at least 64 bits, the smallest vector there is. */
    private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class,
            VectorShape.forBitSize(Math.max(64, INTS.vectorBitSize() / 4)));
    private static final int STEP = INTS.vectorBitSize() / 4 < 64 ? Integer.MAX_VALUE : INTS.length();

    private ByteRows() {}

    /** An array full of one value. */
    static byte[] filled(int length, byte value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static int vectorized(int count) {
        return STEP == Integer.MAX_VALUE ? 0 : count - count % STEP;
    }

    private static IntVector widened(byte[] x, int from) {
        return (IntVector) ByteVector.fromArray(BYTES, x, from).convertShape(VectorOperators.B2I, INTS, 0);
    }

    /** {@code sums[c] += x[c]}. */
    static void add(byte[] x, int from, int[] sums, int to, int count) {
        int c = 0;
        for (; c < vectorized(count); c += STEP) {
            widened(x, from + c).add(IntVector.fromArray(INTS, sums, to + c)).intoArray(sums, to + c);
        }
        for (; c < count; c++) {
            sums[to + c] += x[from + c];
        }
    }

    /** {@code largest[c] = max(largest[c], x[c])}. */
    static void max(byte[] x, int from, int[] largest, int to, int count) {
        int c = 0;
        for (; c < vectorized(count); c += STEP) {
            widened(x, from + c).max(IntVector.fromArray(INTS, largest, to + c)).intoArray(largest, to + c);
        }
        for (; c < count; c++) {
            largest[to + c] = Math.max(largest[to + c], x[from + c]);
        }
    }

    /** {@code sums[c] += x[c] * weights[c]}. */
    static void multiplyAdd(byte[] x, int from, int[] weights, int weight, int[] sums, int to, int count) {
        int c = 0;
        for (; c < vectorized(count); c += STEP) {
            widened(x, from + c).mul(IntVector.fromArray(INTS, weights, weight + c)).add(IntVector.fromArray(INTS, sums, to + c))
                    .intoArray(sums, to + c);
        }
        for (; c < count; c++) {
            sums[to + c] += x[from + c] * weights[weight + c];
        }
    }
}

package qcc.tensor;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Loads signed bytes as vectors of floats. */
final class ByteVectors {
    /** At most 16 lanes, which is what kernels cut their samples by. */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED.length() > 16
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    static final int LANES = FLOATS.length();
    /** As many bytes as a vector has floats; twice as many where it has four, because there is no vector of four bytes. */
    private static final VectorSpecies<Byte> BYTES = LANES == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private ByteVectors() {}

    /** The bytes from {@code index + part * LANES}, where part is 0 or 1; all 2 * LANES bytes from index must exist if a vector has 4 lanes. */
    static FloatVector load(byte[] source, int index, int part) {
        return LANES == 4
                ? (FloatVector) ByteVector.fromArray(BYTES, source, index).castShape(FLOATS, part)
                : (FloatVector) ByteVector.fromArray(BYTES, source, index + part * LANES).castShape(FLOATS, 0);
    }

    /** Copies bytes to floats of the same values. */
    static void widen(byte[] source, int from, int count, float[] target, int offset) {
        var last = count - 2 * LANES;
        if (last < 0) {
            for (var i = 0; i < count; i++) {
                target[offset + i] = source[from + i];
            }
            return;
        }
        for (var i = 0; i < last; i += 2 * LANES) {
            widenTwo(source, from + i, target, offset + i);
        }
        widenTwo(source, from + last, target, offset + last);
    }

    private static void widenTwo(byte[] source, int from, float[] target, int offset) {
        load(source, from, 0).intoArray(target, offset);
        load(source, from, 1).intoArray(target, offset + LANES);
    }
}

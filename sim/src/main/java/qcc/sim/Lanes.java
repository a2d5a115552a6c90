package qcc.sim;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of the vector unit: as many bytes as ints. All lengths divide {@link qcc.tensor.LockstepProduct#SAMPLE_MULTIPLE}. */
final class Lanes {
    /** Ints of 512 or 256 bits; 128 bits would ask for vectors of four bytes, which there are none of. */
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED.vectorBitSize() >= 512
            ? IntVector.SPECIES_512
            : IntVector.SPECIES_256;
    static final VectorSpecies<Byte> BYTES = INTS.length() == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
    static final VectorSpecies<Short> SHORTS = INTS.length() == 16 ? ShortVector.SPECIES_256 : ShortVector.SPECIES_128;
    static final VectorSpecies<Float> FLOATS = INTS.length() == 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_256;
    static final VectorSpecies<Long> LONGS = INTS.length() == 16 ? LongVector.SPECIES_512 : LongVector.SPECIES_256;
    /** As many shorts as longs. */
    static final VectorSpecies<Short> FEW_SHORTS = INTS.length() == 16 ? ShortVector.SPECIES_128 : ShortVector.SPECIES_64;
    static final int COUNT = INTS.length();

    private Lanes() {}

    /** Loads signed bytes as ints. */
    static IntVector widen(byte[] bytes, int index) {
        return (IntVector) ByteVector.fromArray(BYTES, bytes, index).castShape(INTS, 0);
    }

    /** Stores ints in -128..127 as bytes. */
    static void narrow(IntVector values, byte[] bytes, int index) {
        ((ByteVector) values.castShape(BYTES, 0)).intoArray(bytes, index);
    }
}

package qcc.ir.bytecode;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The numbers of the binary form. */
final class BytecodeFormat {
    /** Version of the layout; a reader knows this one only. */
    static final int VERSION = 2;

    /** Bits of the byte that says what an operation has. */
    static final int HAS_RESULTS = 1;
    static final int HAS_OPERANDS = 2;
    static final int HAS_PROPERTIES = 4;
    static final int HAS_ATTRIBUTES = 8;
    static final int HAS_SUCCESSORS = 16;
    static final int HAS_REGIONS = 32;

    private static final byte[] MAGIC = {(byte) 0xFF, 'Q', 'I', 'R'};

    private BytecodeFormat() {}

    /** The checksum of a resource's bytes, CRC-32C. */
    static long checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    static byte[] magic() {
        return MAGIC.clone();
    }

    /** Whether bytes start as the binary form does; no text starts so. */
    static boolean matches(ByteBuffer bytes) {
        return bytes.remaining() >= MAGIC.length && bytes.slice(bytes.position(), MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    /** Kinds of entries in the table of attributes; the number is what is written. */
    enum AttributeKind {
        /** The attribute's text, for kinds that have no entry of their own. */
        TEXT, INTEGER, STRING, ARRAY, DICTIONARY, DENSE, RESOURCE, TYPE, INTEGERS, REALS;

        private static final AttributeKind[] VALUES = values();

        static AttributeKind of(int number) {
            return VALUES[number];
        }
    }

    /** Kinds of entries in the table of locations; the number is what is written. */
    enum LocationKind {
        UNKNOWN, FILE, RANGE, NAME, CALL_SITE, FUSED;

        private static final LocationKind[] VALUES = values();

        static LocationKind of(int number) {
            return VALUES[number];
        }
    }
}

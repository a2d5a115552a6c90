package qcc.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Immutable bytes, little-endian, compared by content.
 *
 * <p>The bytes may be a view of a larger array or of a mapped file: making a blob copies nothing.
 */
public final class Blob {
    private final ByteBuffer bytes;
    private final int alignment;
    private int hash;

    /**
     * Wraps bytes that nobody changes afterwards.
     *
     * @param alignment a power of two: where the bytes may start in memory
     */
    public Blob(ByteBuffer bytes, int alignment) {
        if (Integer.bitCount(alignment) != 1) {
            throw new IllegalArgumentException("alignment must be a power of two: " + alignment);
        }
        this.bytes = bytes.slice().asReadOnlyBuffer();
        this.alignment = alignment;
    }

    public static Blob of(byte[] bytes, int alignment) {
        return new Blob(ByteBuffer.wrap(bytes), alignment);
    }

    /** The bytes of 32-bit floating-point numbers. */
    public static Blob ofFloats(float[] values) {
        var buffer = ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return new Blob(buffer, 4);
    }

    /** The bytes of 32-bit integers. */
    public static Blob ofInts(int[] values) {
        var buffer = ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(values);
        return new Blob(buffer, 4);
    }

    /** A fresh little-endian, read-only view of all bytes. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    public int size() {
        return bytes.capacity();
    }

    public int alignment() {
        return alignment;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        var copy = new byte[size()];
        bytes.duplicate().get(copy);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Blob b && alignment == b.alignment && hashCode() == b.hashCode() && bytes.equals(b.bytes);
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = bytes.hashCode() | 1;
        }
        return hash;
    }
}

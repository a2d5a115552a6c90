package qcc.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Immutable bytes, little-endian, compared by content.
 *
 * <p>The bytes may be a view of a larger array or of a mapped file: making a blob copies nothing.
 */
public final class Blob {
    private final ByteBuffer bytes;
    private final int alignment;
    private int hash;
    /** Called before the bytes are looked at for the first time; null afterwards. */
    private volatile Consumer<ByteBuffer> check;

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

    /**
     * Wraps bytes that are checked when somebody looks at them for the first time.
     *
     * @param check throws if they are not what they should be; it may be called by several threads
     */
    public static Blob checked(ByteBuffer bytes, int alignment, Consumer<ByteBuffer> check) {
        var blob = new Blob(bytes, alignment);
        blob.check = check;
        return blob;
    }

    private ByteBuffer view() {
        var pending = check;
        if (pending != null) {
            pending.accept(bytes.duplicate());
            check = null;
        }
        return bytes.duplicate();
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

    /**
     * A fresh little-endian, read-only view of all bytes.
     *
     * @throws DamagedBlobException if the bytes come from a file and are not those that were written
     */
    public ByteBuffer bytes() {
        return view().order(ByteOrder.LITTLE_ENDIAN);
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
        view().get(copy);
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Blob b && alignment == b.alignment && hashCode() == b.hashCode() && view().equals(b.view());
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = view().hashCode() | 1;
        }
        return hash;
    }
}

package qcc.ir.bytecode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow. */
final class ByteOutput {
    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 1 << PAYLOAD_BITS;

    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, least significant first; the top bit says that more follow. */
    void number(long value) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            octet((int) rest & MORE - 1 | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        octet((int) rest);
    }

    /** Small magnitudes of both signs take few bytes: 0, -1, 1, -2, ... */
    void signed(long value) {
        number(value << 1 ^ value >> Long.SIZE - 1);
    }

    void bits64(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            octet((int) (value >>> i * Byte.SIZE));
        }
    }

    void raw(ByteBuffer source) {
        int count = source.remaining();
        reserve(count);
        source.duplicate().get(bytes, size, count);
        size += count;
    }

    /** Bytes with their number in front. */
    void sized(ByteBuffer source) {
        number(source.remaining());
        raw(source);
    }

    void text(String value) {
        sized(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** A part written before, with its number of bytes in front. */
    void sized(ByteOutput part) {
        sized(ByteBuffer.wrap(part.bytes, 0, part.size));
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(bytes, 0, size);
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }
}

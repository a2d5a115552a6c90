package qcc.ir.bytecode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes that are read in order, with every number checked against what is left. */
final class ByteInput {
    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 1 << PAYLOAD_BITS;

    private final ByteBuffer bytes;
    /** Where these bytes start in the file. */
    private final int base;

    ByteInput(ByteBuffer bytes, int base) {
        this.bytes = bytes.slice();
        this.base = base;
    }

    /** The place in the file. */
    int offset() {
        return base + bytes.position();
    }

    BytecodeException error(String message) {
        return new BytecodeException(offset(), message);
    }

    int remaining() {
        return bytes.remaining();
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    int octet() throws BytecodeException {
        if (isAtEnd()) {
            throw error("it ends too early");
        }
        return bytes.get() & 0xFF;
    }

    long number() throws BytecodeException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += PAYLOAD_BITS) {
            int next = octet();
            value |= (long) (next & MORE - 1) << shift;
            if (next < MORE) {
                return value;
            }
        }
        throw error("a number has more than 64 bits");
    }

    long signed() throws BytecodeException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** A number of things each of which takes a byte or more. */
    int count() throws BytecodeException {
        long count = number();
        if (count < 0 || count > bytes.remaining()) {
            throw error("it announces %s items, but %d bytes are left".formatted(Long.toUnsignedString(count), bytes.remaining()));
        }
        return (int) count;
    }

    /** A number below a limit: the index of something. */
    int index(int limit, String what) throws BytecodeException {
        long index = number();
        if (index < 0 || index >= limit) {
            throw error("there is no %s %s, only %d".formatted(what, Long.toUnsignedString(index), limit));
        }
        return (int) index;
    }

    /** A number that fits an {@code int}. */
    int integer() throws BytecodeException {
        long value = number();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw error("the number %s is too large".formatted(Long.toUnsignedString(value)));
        }
        return (int) value;
    }

    long bits64() throws BytecodeException {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value |= (long) octet() << i * Byte.SIZE;
        }
        return value;
    }

    /** A view of bytes whose number stands in front. */
    ByteBuffer sized() throws BytecodeException {
        int size = count();
        var view = bytes.slice(bytes.position(), size);
        bytes.position(bytes.position() + size);
        return view;
    }

    /** A part whose number of bytes stands in front. */
    ByteInput part() throws BytecodeException {
        var view = sized();
        return new ByteInput(view, offset() - view.remaining());
    }

    String text() throws BytecodeException {
        int start = offset();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(sized()).toString();
        } catch (CharacterCodingException e) {
            throw new BytecodeException(start, "a text is not UTF-8", e);
        }
    }
}

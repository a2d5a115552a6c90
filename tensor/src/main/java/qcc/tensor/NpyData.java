package qcc.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** Moves elements between channels and tensors, a bounded buffer at a time. */
final class NpyData {
    private static final int BUFFER_BYTES = 1 << 18;

    private NpyData() {}

    /** Reads as many elements as the tensor has, in the order of the file. */
    static void read(Path file, ReadableByteChannel channel, NpyElement element, Tensor target) throws IOException {
        var buffer = ByteBuffer.allocate(Math.clamp((long) target.elements() * element.bytes(), 8, BUFFER_BYTES)).order(element.order());
        for (var offset = 0; offset < target.elements();) {
            var count = Math.min(target.elements() - offset, buffer.capacity() / element.bytes());
            fill(channel, buffer.clear().limit(count * element.bytes()));
            decode(file, buffer.flip(), element, target, offset, count);
            offset += count;
        }
    }

    /** Fills the buffer up to its limit. */
    static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }

    /** Writes what remains in the buffer. */
    static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    static void write(WritableByteChannel channel, Tensor tensor) throws IOException {
        var bytes = tensor.elementType().bytes();
        var buffer = ByteBuffer.allocate(Math.clamp((long) tensor.elements() * bytes, 8, BUFFER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (var offset = 0; offset < tensor.elements();) {
            var count = Math.min(tensor.elements() - offset, buffer.capacity() / bytes);
            encode(tensor, offset, count, buffer.clear());
            drain(channel, buffer.position(0).limit(count * bytes));
            offset += count;
        }
    }

    private static void encode(Tensor tensor, int offset, int count, ByteBuffer target) {
        switch (tensor) {
            case FloatTensor floats -> target.asFloatBuffer().put(floats.data(), offset, count);
            case DoubleTensor doubles -> target.asDoubleBuffer().put(doubles.data(), offset, count);
            case ByteTensor bytes -> target.put(bytes.data(), offset, count);
            case UnsignedByteTensor bytes -> target.put(bytes.data(), offset, count);
            case ShortTensor shorts -> target.asShortBuffer().put(shorts.data(), offset, count);
            case IntTensor ints -> target.asIntBuffer().put(ints.data(), offset, count);
            case LongTensor longs -> target.asLongBuffer().put(longs.data(), offset, count);
            case BooleanTensor booleans -> {
                for (var i = 0; i < count; i++) {
                    target.put(i, (byte) booleans.longAt(offset + i));
                }
            }
        }
    }

    private static void decode(Path file, ByteBuffer source, NpyElement element, Tensor target, int offset, int count) {
        switch (target) {
            case FloatTensor floats when element.kind() == NpyElement.Kind.F32 -> source.asFloatBuffer().get(floats.data(), offset, count);
            case FloatTensor floats -> {
                for (var i = 0; i < count; i++) {
                    floats.data()[offset + i] = Float.float16ToFloat(source.getShort(2 * i));
                }
            }
            case DoubleTensor doubles -> source.asDoubleBuffer().get(doubles.data(), offset, count);
            case ByteTensor bytes -> source.get(bytes.data(), offset, count);
            case UnsignedByteTensor bytes -> source.get(bytes.data(), offset, count);
            case ShortTensor shorts -> source.asShortBuffer().get(shorts.data(), offset, count);
            case IntTensor ints when element.kind() == NpyElement.Kind.I32 -> source.asIntBuffer().get(ints.data(), offset, count);
            case IntTensor ints -> {
                for (var i = 0; i < count; i++) {
                    ints.data()[offset + i] = Short.toUnsignedInt(source.getShort(2 * i));
                }
            }
            case LongTensor longs -> decodeLongs(file, source, element, longs.data(), offset, count);
            case BooleanTensor booleans -> {
                for (var i = 0; i < count; i++) {
                    booleans.data()[offset + i] = source.get(i) != 0;
                }
            }
        }
    }

    private static void decodeLongs(Path file, ByteBuffer source, NpyElement element, long[] target, int offset, int count) {
        if (element.kind() == NpyElement.Kind.U32) {
            for (var i = 0; i < count; i++) {
                target[offset + i] = Integer.toUnsignedLong(source.getInt(4 * i));
            }
            return;
        }
        source.asLongBuffer().get(target, offset, count);
        for (var i = offset; element.kind() == NpyElement.Kind.U64 && i < offset + count; i++) {
            if (target[i] < 0) {
                throw new TensorFileException(file, "unsigned value %s does not fit 64-bit signed integers"
                        .formatted(Long.toUnsignedString(target[i])));
            }
        }
    }
}

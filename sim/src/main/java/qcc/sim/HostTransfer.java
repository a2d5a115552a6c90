package qcc.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.tensor.ByteTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.ShortTensor;
import qcc.tensor.Tensor;
import qcc.tensor.BooleanTensor;
import qcc.tensor.UnsignedByteTensor;

/** Copies between host tensors, sample after sample, and global memory, sample-minor. Elements are little-endian. */
final class HostTransfer {
    /** Addresses transposed at a time, so that source and target stay in the first-level cache. */
    private static final int TILE = 64;

    private HostTransfer() {}

    /** The tensors' name of a buffer's kind of element. */
    static ElementType elementType(ElementKind kind) {
        return switch (kind) {
            case BOOL -> ElementType.BOOL;
            case I8 -> ElementType.I8;
            case U8 -> ElementType.U8;
            case I16 -> ElementType.I16;
            case I32 -> ElementType.I32;
            case I64 -> ElementType.I64;
            case F32 -> ElementType.F32;
            case F64 -> ElementType.F64;
        };
    }

    /** The shape of a block of samples in a host buffer. */
    static Shape shape(HostBuffer buffer, int samples) {
        return Shape.of(buffer.shape().stream().mapToInt(Integer::intValue).toArray()).withSamples(samples);
    }

    /** Copies a tensor of n samples in; the last sample also fills the lanes from n to {@code samples}. */
    static void copyIn(Tensor tensor, byte[] global, long address, int samples) {
        var bytes = bytes(tensor);
        var size = bytes.length / tensor.samples();
        var base = (int) (address * samples);
        for (var first = 0; first < size; first += TILE) {
            var end = Math.min(size, first + TILE);
            for (var sample = 0; sample < samples; sample++) {
                var source = Math.min(sample, tensor.samples() - 1) * size;
                for (var i = first; i < end; i++) {
                    global[base + i * samples + sample] = bytes[source + i];
                }
            }
        }
    }

    /** Copies n samples of a buffer out. */
    static Tensor copyOut(byte[] global, long address, int samples, HostBuffer buffer, int n) {
        var size = buffer.bytes();
        var bytes = new byte[Math.multiplyExact(size, n)];
        var base = (int) (address * samples);
        for (var first = 0; first < size; first += TILE) {
            var end = Math.min(size, first + TILE);
            for (var sample = 0; sample < n; sample++) {
                for (var i = first; i < end; i++) {
                    bytes[sample * size + i] = global[base + i * samples + sample];
                }
            }
        }
        return tensor(bytes, buffer, n);
    }

    private static byte[] bytes(Tensor tensor) {
        return switch (tensor) {
            case ByteTensor t -> t.data();
            case UnsignedByteTensor t -> t.data();
            case BooleanTensor t -> bytes(t.data());
            case ShortTensor t -> {
                var buffer = buffer(t);
                buffer.asShortBuffer().put(t.data());
                yield buffer.array();
            }
            case IntTensor t -> {
                var buffer = buffer(t);
                buffer.asIntBuffer().put(t.data());
                yield buffer.array();
            }
            case LongTensor t -> {
                var buffer = buffer(t);
                buffer.asLongBuffer().put(t.data());
                yield buffer.array();
            }
            case FloatTensor t -> {
                var buffer = buffer(t);
                buffer.asFloatBuffer().put(t.data());
                yield buffer.array();
            }
            case DoubleTensor t -> {
                var buffer = buffer(t);
                buffer.asDoubleBuffer().put(t.data());
                yield buffer.array();
            }
        };
    }

    private static ByteBuffer buffer(Tensor tensor) {
        return ByteBuffer.allocate(Math.multiplyExact(tensor.elements(), tensor.elementType().bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(boolean[] values) {
        var bytes = new byte[values.length];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return bytes;
    }

    private static Tensor tensor(byte[] bytes, HostBuffer buffer, int samples) {
        var shape = shape(buffer, samples);
        if (buffer.kind() == ElementKind.I8) {
            return new ByteTensor(shape, bytes);
        }
        var source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var result = Tensor.zeros(elementType(buffer.kind()), shape);
        switch (result) {
            case ByteTensor t -> source.get(t.data());
            case UnsignedByteTensor t -> source.get(t.data());
            case BooleanTensor t -> {
                for (var i = 0; i < bytes.length; i++) {
                    t.data()[i] = bytes[i] != 0;
                }
            }
            case ShortTensor t -> source.asShortBuffer().get(t.data());
            case IntTensor t -> source.asIntBuffer().get(t.data());
            case LongTensor t -> source.asLongBuffer().get(t.data());
            case FloatTensor t -> source.asFloatBuffer().get(t.data());
            case DoubleTensor t -> source.asDoubleBuffer().get(t.data());
        }
        return result;
    }
}

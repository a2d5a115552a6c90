package qcc.interpreter;

import qcc.dialect.quant.QuantizedType;
import qcc.ir.FloatType;
import qcc.ir.IndexType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.tensor.BooleanTensor;
import qcc.tensor.ByteTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.ShortTensor;
import qcc.tensor.Tensor;
import qcc.tensor.UnsignedByteTensor;

/** Which kind of array holds the elements of a type, and whole arrays in and out of the widest kind. */
final class Elements {
    private Elements() {}

    /**
     * The kind of array for an element type: 16-bit and smaller floats are held as f32, storage integers of up to 8 bits as bytes, unsigned
     * integers of 16 and 32 bits in the next wider signed kind.
     *
     * @throws IllegalArgumentException if no kind holds the type; the message completes {@code 'name' op ...}
     */
    static ElementType kind(Type element) {
        return switch (element) {
            case FloatType.F64 -> ElementType.F64;
            case FloatType f when f.width() <= 32 -> ElementType.F32;
            case IntegerType i when i.width() == 1 -> ElementType.BOOL;
            case IntegerType i when i.isUnsigned() -> kindOfUnsigned(i);
            case IntegerType i when i.width() <= 64 -> kindOfSigned(i.width());
            case IndexType _ -> ElementType.I64;
            case QuantizedType q -> Grid.storageKind(q);
            default -> throw new IllegalArgumentException("has elements of type " + element + ", which cannot be executed");
        };
    }

    static ElementType kindOfSigned(int width) {
        return width <= 8 ? ElementType.I8 : width <= 16 ? ElementType.I16 : width <= 32 ? ElementType.I32 : ElementType.I64;
    }

    private static ElementType kindOfUnsigned(IntegerType type) {
        return type.width() <= 8 ? ElementType.U8 : type.width() <= 16 ? ElementType.I32 : ElementType.I64;
    }

    /** The shape of a static type behind a dimension of samples. */
    static Shape blockShape(TensorType type, int samples) {
        return Shape.of(type.shape().toArray()).withSamples(samples);
    }

    /** The elements of an integer tensor as longs. */
    static long[] toLongs(IntegerTensor tensor) {
        var values = new long[tensor.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.longAt(i);
        }
        return values;
    }

    /** The elements of an integer tensor as ints; 64-bit elements must fit. */
    static int[] toInts(IntegerTensor tensor) {
        return switch (tensor) {
            case IntTensor ints -> ints.data();
            case ByteTensor bytes -> widen(bytes.data());
            case UnsignedByteTensor bytes -> widenUnsigned(bytes.data());
            case ShortTensor _,LongTensor _,BooleanTensor _ -> {
                var values = new int[tensor.elements()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.toIntExact(tensor.longAt(i));
                }
                yield values;
            }
        };
    }

    private static int[] widen(byte[] bytes) {
        var values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i];
        }
        return values;
    }

    private static int[] widenUnsigned(byte[] bytes) {
        var values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        return values;
    }

    /** Copies a range of an integer tensor to ints; 64-bit elements must fit. */
    static void readInts(IntegerTensor tensor, int from, int[] target, int count) {
        switch (tensor) {
            case IntTensor ints -> System.arraycopy(ints.data(), from, target, 0, count);
            case ByteTensor bytes -> {
                for (int i = 0; i < count; i++) {
                    target[i] = bytes.data()[from + i];
                }
            }
            case UnsignedByteTensor _,ShortTensor _,LongTensor _,BooleanTensor _ -> {
                for (int i = 0; i < count; i++) {
                    target[i] = Math.toIntExact(tensor.longAt(from + i));
                }
            }
        }
    }

    /** Stores ints, which the caller has brought into the range of the kind. */
    static void writeInts(int[] source, int count, Tensor target, int to) {
        switch (target) {
            case IntTensor ints -> System.arraycopy(source, 0, ints.data(), to, count);
            case ByteTensor bytes -> narrow(source, count, bytes.data(), to);
            case UnsignedByteTensor bytes -> narrow(source, count, bytes.data(), to);
            case FloatTensor _,DoubleTensor _,ShortTensor _,LongTensor _,BooleanTensor _ -> {
                for (int i = 0; i < count; i++) {
                    target.setLong(to + i, source[i]);
                }
            }
        }
    }

    private static void narrow(int[] source, int count, byte[] target, int to) {
        for (int i = 0; i < count; i++) {
            target[to + i] = (byte) source[i];
        }
    }

    /** An array of one kind filled with a real, which integer kinds hold truncated. */
    static Tensor filled(ElementType kind, Shape shape, double value) {
        var result = Tensor.zeros(kind, shape);
        if (value != 0) {
            for (int i = 0; i < result.elements(); i++) {
                result.setDouble(i, value);
            }
        }
        return result;
    }
}

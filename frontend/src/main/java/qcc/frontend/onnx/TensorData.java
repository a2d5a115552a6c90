package qcc.frontend.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import qcc.ir.Attribute;
import qcc.ir.Blob;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Resource;
import qcc.ir.TensorType;
import qcc.ir.Type;

/**
 * The elements of a constant, known while importing.
 *
 * @param bytes little-endian elements in row-major order, or one element that all are equal to if {@code splat}
 */
record TensorData(TensorType type, ByteBuffer bytes, boolean splat) {
    /** Integer lists of up to this length are written in place, so that shapes can be read in a dump. */
    private static final int MAX_LISTED = 64;
    /** Longer lists than this are no bounds, axes or shapes. */
    private static final int MAX_PARAMETERS = 1 << 16;

    /** All elements. */
    static TensorData of(TensorType type, ByteBuffer bytes) {
        return new TensorData(type, bytes, false);
    }

    /** A list of 64-bit integers. */
    static TensorData ofLongs(long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return of(TensorType.of(IntegerType.I64, values.length), bytes);
    }

    /** A truth value as a tensor without axes. */
    static TensorData ofBoolean(boolean value) {
        return of(TensorType.of(IntegerType.I1), ByteBuffer.wrap(new byte[]{(byte) (value ? 1 : 0)}));
    }

    /** A list of 32-bit reals. */
    static TensorData ofFloats(float... values) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return of(TensorType.of(FloatType.F32, values.length), bytes);
    }

    /** One number as a tensor without axes, rounded to a floating-point type or exact in an integer type. */
    static TensorData ofScalar(Type element, double value) {
        var scalar = TensorType.of(element);
        var data = element instanceof FloatType
                ? DenseElementsAttr.ofDoubles(scalar, value)
                : DenseElementsAttr.ofLongs(scalar, (long) value);
        return of(scalar, data.rawBytes());
    }

    /** The number zero of any type as a tensor without axes. */
    static TensorData zero(Type element) {
        return of(TensorType.of(element), ByteBuffer.allocate(DenseElementsAttr.elementBytes(element)));
    }

    private int elementBytes() {
        return DenseElementsAttr.elementBytes(type.element());
    }

    /**
     * All elements as integers.
     *
     * @throws IllegalArgumentException if they are no integers or more than a list of parameters has
     */
    long[] toLongs() {
        if (!(type.element() instanceof IntegerType) || type.shape().elements() > MAX_PARAMETERS) {
            throw new IllegalArgumentException("expects a short list of integers where it has " + type);
        }
        return dense().toLongs();
    }

    /**
     * The only element.
     *
     * @throws IllegalArgumentException if there is not exactly one
     */
    double toScalar() {
        if (type.shape().elements() != 1) {
            throw new IllegalArgumentException("expects one number where it has " + type);
        }
        return type.element() instanceof FloatType ? dense().doubleAt(0) : dense().longAt(0);
    }

    /** The data as an attribute; a blob under a key unless it is one element, a short list of integers, or a splat. */
    Attribute attribute(String key) {
        long count = type.shape().elements();
        boolean listed = type.element() instanceof IntegerType && type.rank() < 2 && count <= MAX_LISTED;
        if (splat || listed || count == 1) {
            return dense();
        }
        return new DenseResourceAttr(new Resource(key, new Blob(bytes, elementBytes())), type);
    }

    private DenseElementsAttr dense() {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return DenseElementsAttr.ofBytes(type, copy);
    }
}

package qcc.ir;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Constant data written in place: {@code dense<[[1, 2], [3, 4]]> : tensor<2x2xi8>}. A value: immutable, compared by content.
 *
 * <p>Elements are held little-endian, each in a whole number of bytes; equal elements are held once (a splat).
 */
public final class DenseElementsAttr implements Attribute {
    /** More elements than this are printed in hexadecimal, as MLIR does. */
    private static final int MAX_LISTED = 100;

    private final Type type;
    private final byte[] bytes;
    private final boolean splat;

    private DenseElementsAttr(Type type, byte[] bytes, boolean splat) {
        this.type = type;
        this.bytes = bytes;
        this.splat = splat;
    }

    /**
     * Wraps raw elements.
     *
     * @param type a statically shaped tensor or vector of integers, {@code index} or floating-point numbers of at most 64 bits
     * @param bytes all elements, or one of them if all are equal
     */
    public static DenseElementsAttr ofBytes(Type type, byte[] bytes) {
        int size = elementBytes(type.elementType());
        long count = shape(type).elements();
        if (bytes.length == size && count != 0) {
            return new DenseElementsAttr(type, bytes.clone(), true);
        }
        if (bytes.length != count * size) {
            throw new IllegalArgumentException("elements hex data size is invalid for provided type: " + type);
        }
        return count > 1 && allEqual(bytes, size)
                ? new DenseElementsAttr(type, Arrays.copyOf(bytes, size), true)
                : new DenseElementsAttr(type, bytes.clone(), false);
    }

    /** Integers, all of them or one for a splat. */
    public static DenseElementsAttr ofLongs(Type type, long... values) {
        int size = elementBytes(type.elementType());
        var buffer = ByteBuffer.allocate(Math.multiplyExact(size, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            putBits(buffer, size, new IntegerAttr(value, type.elementType()).value());
        }
        return ofBytes(type, buffer.array());
    }

    /** Floating-point numbers, all of them or one for a splat, rounded to the element type. */
    public static DenseElementsAttr ofDoubles(Type type, double... values) {
        var element = (FloatType) type.elementType();
        var format = FloatFormat.of(element);
        int size = elementBytes(element);
        var buffer = ByteBuffer.allocate(Math.multiplyExact(size, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            putBits(buffer, size, format.toBits(value));
        }
        return ofBytes(type, buffer.array());
    }

    /** Bytes that hold one element of a type. */
    public static int elementBytes(Type element) {
        return switch (element) {
            case IntegerType i when i.width() <= 64 -> i.width() <= 8 ? 1 : i.width() <= 16 ? 2 : i.width() <= 32 ? 4 : 8;
            case IndexType _ -> 8;
            case FloatType f when f.width() <= 64 -> (f.width() + 7) / 8;
            default -> throw new IllegalArgumentException("dense elements of type " + element + " are not supported");
        };
    }

    private static Shape shape(Type type) {
        return switch (type) {
            case TensorType t -> t.shape();
            case VectorType v -> v.shape();
            default -> throw new IllegalArgumentException("dense elements need a shaped type: " + type);
        };
    }

    private static boolean allEqual(byte[] bytes, int size) {
        for (int i = size; i < bytes.length; i++) {
            if (bytes[i] != bytes[i - size]) {
                return false;
            }
        }
        return true;
    }

    private static void putBits(ByteBuffer buffer, int size, long bits) {
        for (int i = 0; i < size; i++) {
            buffer.put((byte) (bits >>> (8 * i)));
        }
    }

    public Type type() {
        return type;
    }

    public boolean isSplat() {
        return splat;
    }

    /** The number of elements of the type. */
    public long size() {
        return shape(type).elements();
    }

    /** The bytes held: all elements, or one if this is a splat. */
    public ByteBuffer rawBytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private long bitsAt(long index) {
        int size = elementBytes(type.elementType());
        int start = splat ? 0 : Math.toIntExact(index * size);
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits |= (bytes[start + i] & 0xFFL) << (8 * i);
        }
        return bits;
    }

    /** The integer at a row-major index, sign-extended unless the type is unsigned. */
    public long longAt(long index) {
        long bits = bitsAt(index);
        if (!(type.elementType() instanceof IntegerType i) || i.width() >= 64) {
            return bits;
        }
        long masked = bits & ((1L << i.width()) - 1);
        return i.isUnsigned() || i.equals(IntegerType.I1) ? masked : (masked << (64 - i.width())) >> (64 - i.width());
    }

    /** The floating-point number at a row-major index. */
    public double doubleAt(long index) {
        return FloatFormat.of((FloatType) type.elementType()).fromBits(bitsAt(index));
    }

    /** All integers, a splat expanded. */
    public long[] toLongs() {
        var values = new long[Math.toIntExact(size())];
        Arrays.setAll(values, this::longAt);
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DenseElementsAttr d && splat == d.splat && type.equals(d.type) && Arrays.equals(bytes, d.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(bytes);
    }

    private String elementText(long index) {
        return type.elementType() instanceof FloatType f
                ? FloatText.of(doubleAt(index), f)
                : new IntegerAttr(longAt(index), type.elementType()).digits();
    }

    /** The text between the angle brackets. */
    String literal() {
        if (size() == 0) {
            return "";
        }
        if (splat) {
            return elementText(0);
        }
        if (size() > MAX_LISTED) {
            return "\"0x" + HexFormat.of().withUpperCase().formatHex(bytes) + "\"";
        }
        var text = new StringBuilder();
        list(text, shape(type), 0, 0);
        return text.toString();
    }

    private long list(StringBuilder text, Shape shape, int axis, long index) {
        if (axis == shape.rank()) {
            text.append(elementText(index));
            return index + 1;
        }
        long next = index;
        text.append('[');
        for (long i = 0; i < shape.dimension(axis); i++) {
            text.append(i == 0 ? "" : ", ");
            next = list(text, shape, axis + 1, next);
        }
        text.append(']');
        return next;
    }

    /** The text before the type. */
    public String literalText() {
        return "dense<" + literal() + ">";
    }

    @Override
    public String toString() {
        return literalText() + " : " + type;
    }
}

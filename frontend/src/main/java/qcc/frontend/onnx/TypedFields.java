package qcc.frontend.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;

/** Tensor elements that a model holds in typed fields instead of raw bytes. */
final class TypedFields {
    private TypedFields() {}

    /**
     * The elements as little-endian bytes.
     *
     * @throws IllegalArgumentException if there are too few or too many, or one is out of its type's range
     */
    static ByteBuffer toBytes(TensorProto tensor, TensorType type) {
        int packed = PackedElements.perByte(type.element());
        if (packed > 1) {
            return packed(tensor, type, Math.ceilDiv(type.shape().elements(), packed));
        }
        long count = type.shape().elements();
        int held = held(tensor, type);
        if (held != count) {
            throw new IllegalArgumentException("has " + held + " elements of data, but its type " + type + " needs " + count);
        }
        var bytes = ByteBuffer.allocate(Math.multiplyExact(held, DenseElementsAttr.elementBytes(type.element())))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < held; i++) {
            put(tensor, type, i, bytes);
        }
        return bytes.flip();
    }

    /** Elements below 8 bits are packed into the low byte of each field. */
    private static ByteBuffer packed(TensorProto tensor, TensorType type, long size) {
        if (tensor.getInt32DataCount() != size) {
            throw new IllegalArgumentException(
                    "has " + tensor.getInt32DataCount() + " bytes of data, but its type " + type + " needs " + size);
        }
        var bytes = ByteBuffer.allocate(tensor.getInt32DataCount());
        tensor.getInt32DataList().forEach(value -> putChecked(bytes, value, 1, -128, 255));
        return bytes.flip();
    }

    private static int held(TensorProto tensor, TensorType type) {
        return switch (type.element()) {
            case FloatType.F32 -> tensor.getFloatDataCount();
            case FloatType.F64 -> tensor.getDoubleDataCount();
            case IntegerType i when isUnsignedField(i) -> tensor.getUint64DataCount();
            case IntegerType i when i.width() == 64 -> tensor.getInt64DataCount();
            default -> tensor.getInt32DataCount();
        };
    }

    private static boolean isUnsignedField(IntegerType type) {
        return type.isUnsigned() && type.width() >= 32;
    }

    private static void put(TensorProto tensor, TensorType type, int i, ByteBuffer bytes) {
        switch (type.element()) {
            case FloatType.F32 -> bytes.putFloat(tensor.getFloatData(i));
            case FloatType.F64 -> bytes.putDouble(tensor.getDoubleData(i));
            case IntegerType t when t.width() == 64 && t.isUnsigned() -> bytes.putLong(tensor.getUint64Data(i));
            case IntegerType t when t.width() == 64 -> bytes.putLong(tensor.getInt64Data(i));
            case IntegerType t when isUnsignedField(t) -> putChecked(bytes, tensor.getUint64Data(i), 4, 0, 0xFFFF_FFFFL);
            case IntegerType t -> putInteger(bytes, tensor.getInt32Data(i), t);
            default -> {
                int size = DenseElementsAttr.elementBytes(type.element());
                putChecked(bytes, tensor.getInt32Data(i), size, 0, (1L << (8 * size)) - 1);
            }
        }
    }

    private static void putInteger(ByteBuffer bytes, int value, IntegerType type) {
        boolean unsigned = type.isUnsigned() || type.width() == 1;
        long least = unsigned ? 0 : -(1L << (type.width() - 1));
        long largest = unsigned ? (1L << type.width()) - 1 : (1L << (type.width() - 1)) - 1;
        putChecked(bytes, value, DenseElementsAttr.elementBytes(type), least, largest);
    }

    private static void putChecked(ByteBuffer bytes, long value, int size, long least, long largest) {
        if (value < least || value > largest) {
            throw new IllegalArgumentException("holds the element " + value + ", which is outside " + least + " to " + largest);
        }
        for (int i = 0; i < size; i++) {
            bytes.put((byte) (value >>> (8 * i)));
        }
    }
}

package qcc.frontend.onnx;

import java.nio.ByteBuffer;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;

/** Elements of 2 and 4 bits, several of which ONNX packs into a byte, the first in the low bits. */
final class PackedElements {
    private static final int BYTE = 8;

    private PackedElements() {}

    /** How many elements of a type share a byte; 1 for types of 8 bits and more and for booleans. */
    static int perByte(Type element) {
        int width = switch (element) {
            case IntegerType i when i.width() > 1 -> i.width();
            case FloatType f -> f.width();
            default -> BYTE;
        };
        return Math.max(1, BYTE / width);
    }

    /** One byte for each element; signed integers get the bits of their sign. */
    static ByteBuffer unpack(ByteBuffer packed, TensorType type) {
        int perByte = perByte(type.element());
        int width = BYTE / perByte;
        boolean signed = type.element() instanceof IntegerType i && !i.isUnsigned();
        var bytes = ByteBuffer.allocate((int) type.shape().elements());
        for (int i = 0; i < bytes.capacity(); i++) {
            int bits = packed.get(packed.position() + i / perByte) >>> (i % perByte * width) & (1 << width) - 1;
            bytes.put((byte) (signed ? bits << (Integer.SIZE - width) >> (Integer.SIZE - width) : bits));
        }
        return bytes.flip();
    }
}

package qcc.tensor;

import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * How one element is stored in a .npy file. Kinds without a tensor of their own are read as the next wider one, which holds them exactly: f16 as
 * f32, u16 as i32, u32 as i64; u64 as i64 if the values fit.
 */
record NpyElement(Kind kind, ByteOrder order) {

    enum Kind {
        BOOL("b1", 1, ElementType.BOOL), I8("i1", 1, ElementType.I8), U8("u1", 1, ElementType.U8), I16("i2", 2, ElementType.I16), U16("u2",
                2, ElementType.I32), I32("i4", 4, ElementType.I32), U32("u4", 4, ElementType.I64), I64("i8", 8, ElementType.I64), U64("u8",
                        8, ElementType.I64), F16("f2", 2, ElementType.F32), F32("f4", 4, ElementType.F32), F64("f8", 8, ElementType.F64);

        private final String code;
        private final int bytes;
        private final ElementType type;

        Kind(String code, int bytes, ElementType type) {
            this.code = code;
            this.bytes = bytes;
            this.type = type;
        }
    }

    /** @param descriptor as {@code <f4}: byte order, kind, bytes */
    static NpyElement parse(Path file, String descriptor) {
        if (!descriptor.isEmpty()) {
            var order = order(descriptor.charAt(0));
            for (var kind : Kind.values()) {
                if (order != null && kind.code.equals(descriptor.substring(1)) && (descriptor.charAt(0) != '|' || kind.bytes == 1)) {
                    return new NpyElement(kind, order);
                }
            }
        }
        var reason = descriptor.startsWith("|O") ? "holds Python objects" : "has elements of dtype '%s'".formatted(descriptor);
        throw new TensorFileException(file, reason + "; supported are bool, integers of 8 to 64 bits and floats of 16 to 64 bits");
    }

    /** How tensors of a type are written: little endian. */
    static NpyElement of(ElementType type) {
        var kind = switch (type) {
            case F32 -> Kind.F32;
            case F64 -> Kind.F64;
            case I8 -> Kind.I8;
            case U8 -> Kind.U8;
            case I16 -> Kind.I16;
            case I32 -> Kind.I32;
            case I64 -> Kind.I64;
            case BOOL -> Kind.BOOL;
        };
        return new NpyElement(kind, ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteOrder order(char code) {
        return switch (code) {
            case '<', '|' -> ByteOrder.LITTLE_ENDIAN;
            case '>' -> ByteOrder.BIG_ENDIAN;
            case '=' -> ByteOrder.nativeOrder();
            default -> null;
        };
    }

    int bytes() {
        return kind.bytes;
    }

    /** The element type of the tensor that holds these elements. */
    ElementType type() {
        return kind.type;
    }

    String descriptor() {
        return (kind.bytes == 1 ? "|" : order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + kind.code;
    }
}

package qcc.frontend.onnx;

import java.util.Optional;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.IntegerType.Signedness;
import qcc.ir.Type;

/** ONNX element types as types of the IR. Signed integers and booleans become signless integers, unsigned ones stay unsigned. */
final class ElementTypes {
    private ElementTypes() {}

    /** The type of elements that a field of a model numbers; empty for strings, complex numbers, scales without a sign and unknown numbers. */
    static Optional<Type> of(int number) {
        var kind = DataType.forNumber(number);
        return kind == null ? Optional.empty() : Optional.ofNullable(typeOf(kind));
    }

    private static Type typeOf(DataType kind) {
        return switch (kind) {
            case FLOAT -> FloatType.F32;
            case DOUBLE -> FloatType.F64;
            case FLOAT16 -> FloatType.F16;
            case BFLOAT16 -> FloatType.BF16;
            case INT8 -> IntegerType.I8;
            case INT16 -> IntegerType.I16;
            case INT32 -> IntegerType.I32;
            case INT64 -> IntegerType.I64;
            case UINT8 -> IntegerType.UI8;
            case UINT16 -> new IntegerType(16, Signedness.UNSIGNED);
            case UINT32 -> new IntegerType(32, Signedness.UNSIGNED);
            case UINT64 -> new IntegerType(64, Signedness.UNSIGNED);
            case BOOL -> IntegerType.I1;
            case INT2 -> IntegerType.of(2);
            case UINT2 -> new IntegerType(2, Signedness.UNSIGNED);
            case INT4 -> IntegerType.of(4);
            case UINT4 -> new IntegerType(4, Signedness.UNSIGNED);
            case FLOAT8E4M3FN -> FloatType.F8E4M3FN;
            case FLOAT8E4M3FNUZ -> FloatType.F8E4M3FNUZ;
            case FLOAT8E5M2 -> FloatType.F8E5M2;
            case FLOAT8E5M2FNUZ -> FloatType.F8E5M2FNUZ;
            case FLOAT4E2M1 -> FloatType.F4E2M1FN;
            default -> null;
        };
    }

    /** The type's name in ONNX, for messages. */
    static String name(int number) {
        var kind = DataType.forNumber(number);
        return kind == null ? "number " + number : kind.name();
    }
}

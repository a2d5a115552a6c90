package qcc.frontend.onnx.export;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.ConstantOp;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;

/** Elements of tensors in ONNX's types. */
final class Elements {
    private Elements() {}

    /** The ONNX type of plain elements: signless integers are signed. Empty where there is none. */
    static Optional<DataType> type(Type element) {
        return Optional.ofNullable(switch (element) {
            case FloatType.F32 -> DataType.FLOAT;
            case FloatType.F64 -> DataType.DOUBLE;
            case FloatType.F16 -> DataType.FLOAT16;
            case FloatType.BF16 -> DataType.BFLOAT16;
            case IntegerType i when i.width() == 1 -> DataType.BOOL;
            case IntegerType i -> integer(i.width(), !i.isUnsigned());
            default -> null;
        });
    }

    /** The ONNX type of integers; null where there is none. */
    static DataType integer(int width, boolean signed) {
        return switch (width) {
            case 4 -> signed ? DataType.INT4 : DataType.UINT4;
            case 8 -> signed ? DataType.INT8 : DataType.UINT8;
            case 16 -> signed ? DataType.INT16 : DataType.UINT16;
            case 32 -> signed ? DataType.INT32 : DataType.UINT32;
            case 64 -> signed ? DataType.INT64 : DataType.UINT64;
            default -> null;
        };
    }

    /** A tensor without a name that shares the bytes of a constant where it can. */
    static TensorProto of(ConstantOp constant, DataType type) {
        var tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        Arrays.stream(constant.type().shape().toArray()).forEach(tensor::addDims);
        var bytes = switch (constant.value()) {
            case DenseElementsAttr dense when dense.isSplat() -> repeated(dense, constant.type());
            case DenseElementsAttr dense -> UnsafeByteOperations.unsafeWrap(dense.rawBytes());
            case DenseResourceAttr resource -> UnsafeByteOperations.unsafeWrap(resource.resource().blob()
                    .orElseThrow(() -> new ExportException(constant, "has no data: they were left out when the text was printed")).bytes());
            default -> throw new ExportException(constant, "has no dense elements");
        };
        return tensor.setRawData(type == DataType.INT4 || type == DataType.UINT4 ? packed(bytes) : bytes).build();
    }

    private static ByteString repeated(DenseElementsAttr splat, TensorType type) {
        var element = new byte[DenseElementsAttr.elementBytes(type(splat))];
        splat.rawBytes().get(0, element);
        long size = Math.multiplyExact(type.shape().elements(), element.length);
        var bytes = new byte[Math.toIntExact(size)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = element[i % element.length];
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private static Type type(DenseElementsAttr dense) {
        return ((TensorType) dense.type()).element();
    }

    /** Two elements in each byte, the first in the low bits. */
    private static ByteString packed(ByteString elements) {
        var bytes = new byte[(elements.size() + 1) / 2];
        for (int i = 0; i < elements.size(); i++) {
            bytes[i / 2] |= (byte) ((elements.byteAt(i) & 15) << 4 * (i % 2));
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** The one element with which a shape is filled. */
    static TensorProto filler(ConstantOfShapeOp op) {
        var type = type(type(op.value())).orElseThrow(() -> new ExportException(op, "has elements that ONNX has not"));
        return TensorProto.newBuilder().setDataType(type.getNumber()).addDims(1).setRawData(ByteString.copyFrom(op.value().rawBytes()))
                .build();
    }

    static TensorProto longs(long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return TensorProto.newBuilder().setDataType(DataType.INT64.getNumber()).addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }

    /** Reals as a list, or as a scalar where there is one and {@code scalar} holds. */
    static TensorProto reals(boolean scalar, FloatType type, double... values) {
        var attribute = DenseElementsAttr.ofDoubles(TensorType.of(type, values.length), values);
        var bytes = ByteString.copyFrom(attribute.rawBytes());
        var tensor = TensorProto.newBuilder().setDataType(type(type).orElseThrow().getNumber())
                .setRawData(attribute.isSplat() ? repeat(bytes, values.length) : bytes);
        return scalar ? tensor.build() : tensor.addDims(values.length).build();
    }

    /** Reals for channels, with axes of one element behind them. */
    static TensorProto channels(int axes, FloatType type, double... values) {
        var tensor = reals(false, type, values).toBuilder();
        for (int i = 0; i < axes; i++) {
            tensor.addDims(1);
        }
        return tensor.build();
    }

    private static ByteString repeat(ByteString element, int times) {
        var all = ByteString.EMPTY;
        for (int i = 0; i < times; i++) {
            all = all.concat(element);
        }
        return all;
    }

    /** Zero points in the type of the stored integers. */
    static TensorProto zeroPoints(boolean scalar, DataType type, long... values) {
        var tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        if (!scalar) {
            tensor.addDims(values.length);
        }
        if (type == DataType.INT4 || type == DataType.UINT4) {
            var bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) values[i];
            }
            return tensor.setRawData(packed(ByteString.copyFrom(bytes))).build();
        }
        Arrays.stream(values).forEach(v -> tensor.addInt32Data((int) v));
        return tensor.build();
    }
}

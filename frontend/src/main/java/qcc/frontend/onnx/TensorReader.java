package qcc.frontend.onnx;

import java.nio.ByteBuffer;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataLocation;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerType;
import qcc.ir.Shape;
import qcc.ir.TensorType;

/** Reads the tensors of a model: raw bytes as views, typed fields converted, external files mapped. */
final class TensorReader {
    private final ExternalData external;

    /** @param external where the files of external data are looked for */
    TensorReader(ExternalData external) {
        this.external = external;
    }

    /** The type that a tensor states. */
    static TensorType type(TensorProto tensor) {
        var element = ElementTypes.of(tensor.getDataType()).orElseThrow(
                () -> new IllegalArgumentException("has the element type " + ElementTypes.name(tensor.getDataType())
                        + ", which is not supported"));
        Limits.checkRank(tensor.getDimsCount());
        var dimensions = new long[tensor.getDimsCount()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = tensor.getDims(i);
            if (dimensions[i] < 0) {
                throw new IllegalArgumentException("has the negative dimension " + dimensions[i]);
            }
        }
        return new TensorType(Limits.check(Shape.of(dimensions)), element);
    }

    /**
     * The elements of a tensor.
     *
     * @throws IllegalArgumentException if the type is not supported or the data do not fit the shape; completes {@code tensor "x" ...}
     */
    TensorData read(TensorProto tensor) {
        if (tensor.hasSegment()) {
            throw new IllegalArgumentException("is stored in segments, which is not supported");
        }
        var type = type(tensor);
        int packed = PackedElements.perByte(type.element());
        long elements = type.shape().elements();
        long size = packed > 1 ? Math.ceilDiv(elements, packed) : elements * DenseElementsAttr.elementBytes(type.element());
        if (size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("has " + size + " bytes; one tensor can have 2 GiB");
        }
        var bytes = bytes(tensor, type, size);
        if (packed > 1) {
            return TensorData.of(type, PackedElements.unpack(bytes, type));
        }
        return TensorData.of(type, type.element().equals(IntegerType.I1) ? checkBooleans(bytes) : bytes);
    }

    private ByteBuffer bytes(TensorProto tensor, TensorType type, long size) {
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            return external.read(tensor.getExternalDataList(), size);
        }
        if (tensor.hasRawData() && (tensor.getRawData().size() > 0 || size == 0)) {
            if (tensor.getRawData().size() != size) {
                throw new IllegalArgumentException(
                        "has " + tensor.getRawData().size() + " bytes of data, but its type " + type + " needs " + size);
            }
            return tensor.getRawData().asReadOnlyByteBuffer();
        }
        return TypedFields.toBytes(tensor, type);
    }

    private static ByteBuffer checkBooleans(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) < 0 || bytes.get(i) > 1) {
                throw new IllegalArgumentException("holds a boolean that is neither 0 nor 1 but " + bytes.get(i));
            }
        }
        return bytes;
    }
}

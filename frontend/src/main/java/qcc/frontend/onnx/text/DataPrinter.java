package qcc.frontend.onnx.text;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataLocation;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/** Writes tensors with their elements; raw bytes are written as the typed fields of the schema hold them. */
final class DataPrinter {
    private final TextOutput out;

    DataPrinter(TextOutput out) {
        this.out = out;
    }

    /** A tensor with a name, such as {@code float[2] w = {1, 2}}. */
    void initializer(TensorProto tensor) {
        type(tensor);
        out.put(" ").name(tensor.getName()).put(" = ");
        content(tensor);
    }

    /** A tensor that is the value of an attribute and need not have a name. */
    void value(TensorProto tensor) {
        type(tensor);
        if (!tensor.getName().isEmpty()) {
            out.put(" ").name(tensor.getName());
        }
        out.put(tensor.getDataLocation() == DataLocation.EXTERNAL ? " = " : " ");
        content(tensor);
    }

    private void type(TensorProto tensor) {
        if (tensor.hasSegment()) {
            throw new IllegalArgumentException(
                    "stores the tensor \"" + tensor.getName() + "\" in segments, which the syntax cannot express");
        }
        out.omitIf(tensor.hasDocString(), "documentation of tensors");
        out.omitIf(tensor.getMetadataPropsCount() > 0, "metadata of tensors");
        out.put(TypePrinter.element(tensor.getDataType()));
        if (tensor.getDimsCount() > 0) {
            out.list("[", tensor.getDimsList(), ",", "]", d -> out.put(Long.toString(d)));
        }
    }

    private void content(TensorProto tensor) {
        if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
            out.list("[", tensor.getExternalDataList(), ", ", "]", e -> out.quoted(e.getKey()).put(": ").quoted(e.getValue()));
        } else if (tensor.hasRawData()) {
            raw(tensor.getRawData(), DataType.forNumber(tensor.getDataType()), tensor.getName());
        } else {
            typed(tensor, DataType.forNumber(tensor.getDataType()));
        }
    }

    private void raw(ByteString raw, DataType type, String name) {
        var bytes = ByteBuffer.wrap(raw.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT, COMPLEX64 -> elements(raw.size(), 4, i -> Numbers.element(bytes.getFloat(i)), name);
            case DOUBLE, COMPLEX128 -> elements(raw.size(), 8, i -> Numbers.element(bytes.getDouble(i)), name);
            case INT64 -> elements(raw.size(), 8, i -> Long.toString(bytes.getLong(i)), name);
            case UINT64 -> elements(raw.size(), 8, i -> Long.toUnsignedString(bytes.getLong(i)), name);
            case INT32 -> elements(raw.size(), 4, i -> Integer.toString(bytes.getInt(i)), name);
            case UINT32 -> elements(raw.size(), 4, i -> Integer.toUnsignedString(bytes.getInt(i)), name);
            case INT16 -> elements(raw.size(), 2, i -> Integer.toString(bytes.getShort(i)), name);
            case UINT16, FLOAT16, BFLOAT16 -> elements(raw.size(), 2, i -> Integer.toString(bytes.getShort(i) & 0xFFFF), name);
            case INT8 -> elements(raw.size(), 1, i -> Integer.toString(bytes.get(i)), name);
            case STRING -> throw new IllegalArgumentException("stores the strings of the tensor \"" + name + "\" as raw bytes");
            default -> elements(raw.size(), 1, i -> Integer.toString(bytes.get(i) & 0xFF), name);
        }
    }

    private void elements(int size, int width, IntFunction<String> element, String name) {
        if (size % width != 0) {
            throw new IllegalArgumentException(
                    "has " + size + " bytes of data for the tensor \"" + name + "\", whose elements have " + width);
        }
        list(size / width, i -> element.apply(i * width));
    }

    private void list(int count, IntFunction<String> element) {
        var text = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(element.apply(i));
            if (text.length() > 1 << 13) {
                out.put(text.toString());
                text.setLength(0);
            }
        }
        out.put(text.append('}').toString());
    }

    private void typed(TensorProto tensor, DataType type) {
        switch (type) {
            case FLOAT, COMPLEX64 -> list(tensor.getFloatDataCount(), i -> Numbers.element(tensor.getFloatData(i)));
            case DOUBLE, COMPLEX128 -> list(tensor.getDoubleDataCount(), i -> Numbers.element(tensor.getDoubleData(i)));
            case INT64 -> list(tensor.getInt64DataCount(), i -> Long.toString(tensor.getInt64Data(i)));
            case UINT32, UINT64 -> list(tensor.getUint64DataCount(), i -> Long.toUnsignedString(tensor.getUint64Data(i)));
            case STRING -> out.list("{", tensor.getStringDataList(), ", ", "}", out::quoted);
            default -> list(tensor.getInt32DataCount(), i -> Integer.toString(tensor.getInt32Data(i)));
        }
    }
}

package qcc.tests;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.frontend.onnx.wire.Onnx.TensorShapeProto;
import qcc.frontend.onnx.wire.Onnx.TypeProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/** Writes small models: f32 inputs, weights from a normal distribution with a fixed seed, and nodes. */
final class OnnxModelBuilder {
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private final GraphProto.Builder graph = model.getGraphBuilder().setName("net");
    private final Random random = new Random(7);

    private OnnxModelBuilder() {}

    static OnnxModelBuilder opset(long version) {
        var builder = new OnnxModelBuilder();
        builder.model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version));
        return builder;
    }

    private static ValueInfoProto value(String name, TensorShapeProto.Builder shape) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()).setShape(shape);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    OnnxModelBuilder input(String name, long... shape) {
        var dimensions = TensorShapeProto.newBuilder();
        Arrays.stream(shape).forEach(d -> dimensions.addDimBuilder().setDimValue(d));
        graph.addInput(value(name, dimensions));
        return this;
    }

    /** An input whose dimensions are symbols, as many as given. */
    OnnxModelBuilder openInput(String name, String... symbols) {
        var dimensions = TensorShapeProto.newBuilder();
        Arrays.stream(symbols).forEach(s -> dimensions.addDimBuilder().setDimParam(s));
        graph.addInput(value(name, dimensions));
        return this;
    }

    private OnnxModelBuilder initializer(String name, DataType element, ByteBuffer bytes, long... shape) {
        graph.addInitializer(TensorProto.newBuilder().setName(name).setDataType(element.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList()).setRawData(ByteString.copyFrom(bytes)));
        return this;
    }

    OnnxModelBuilder weights(String name, long... shape) {
        int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
        var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) random.nextGaussian());
        }
        return initializer(name, DataType.FLOAT, bytes.flip(), shape);
    }

    /** Positive weights, such as variances. */
    OnnxModelBuilder positive(String name, int count) {
        var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(0.5f + random.nextFloat());
        }
        return initializer(name, DataType.FLOAT, bytes.flip(), count);
    }

    OnnxModelBuilder scalar(String name, float value) {
        return initializer(name, DataType.FLOAT, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).flip());
    }

    OnnxModelBuilder longs(String name, long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return initializer(name, DataType.INT64, bytes, values.length);
    }

    /** A node that reads {@code inputs}, names separated by blanks of which {@code _} is left out, and writes {@code outputs}, separated alike. */
    OnnxModelBuilder node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        var node = NodeProto.newBuilder().setOpType(operator).addAllOutput(List.of(outputs.split(" ")))
                .addAllAttribute(List.of(attributes));
        Arrays.stream(inputs.split(" ")).filter(n -> !n.isEmpty()).forEach(n -> node.addInput(n.equals("_") ? "" : n));
        graph.addNode(node);
        return this;
    }

    /** The model with one output. */
    byte[] output(String name) {
        var info = ValueInfoProto.newBuilder().setName(name);
        info.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.FLOAT.getNumber());
        graph.addOutput(info);
        return model.build().toByteArray();
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, long... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS).addAllInts(Arrays.stream(values).boxed().toList())
                .build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
    }
}

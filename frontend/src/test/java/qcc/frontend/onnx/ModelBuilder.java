package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
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
import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.verify.IrVerifier;

/** Writes small models for tests. Dimensions are given as text: {@code "N x 3 x 8"}; letters are symbols. */
final class ModelBuilder {
    final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    final GraphProto.Builder graph = model.getGraphBuilder().setName("net");

    static ModelBuilder opset(long version) {
        var builder = new ModelBuilder();
        builder.model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version));
        return builder;
    }

    static ValueInfoProto value(String name, DataType element, String shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (var text : shape.isBlank() ? new String[0] : shape.split("x")) {
            var dimension = dimensions.addDimBuilder();
            if (text.strip().matches("-?[0-9]+")) {
                dimension.setDimValue(Long.parseLong(text.strip()));
            } else if (!text.strip().equals("?")) {
                dimension.setDimParam(text.strip());
            }
        }
        var tensor = TypeProto.Tensor.newBuilder().setElemType(element.getNumber()).setShape(dimensions);
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
    }

    ModelBuilder input(String name, String shape) {
        return input(name, DataType.FLOAT, shape);
    }

    ModelBuilder input(String name, DataType element, String shape) {
        graph.addInput(value(name, element, shape));
        return this;
    }

    ModelBuilder output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder().setName(name));
        return this;
    }

    static TensorProto longs(String name, long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return TensorProto.newBuilder().setName(name).setDataType(DataType.INT64.getNumber()).addDims(values.length)
                .setRawData(ByteString.copyFrom(bytes)).build();
    }

    /** Elements 1, 2, 3, ... */
    static TensorProto floats(String name, long... shape) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat(4 * i, i + 1);
        }
        var tensor = TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber()).setRawData(ByteString.copyFrom(bytes));
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor.build();
    }

    static TensorProto scalar(String name, float value) {
        return TensorProto.newBuilder().setName(name).setDataType(DataType.FLOAT.getNumber()).addFloatData(value).build();
    }

    ModelBuilder initializer(TensorProto tensor) {
        graph.addInitializer(tensor);
        return this;
    }

    ModelBuilder longsInitializer(String name, long... values) {
        return initializer(longs(name, values));
    }

    ModelBuilder floatsInitializer(String name, long... shape) {
        return initializer(floats(name, shape));
    }

    /** A node that reads {@code inputs} and writes {@code output}, each a list separated by blanks; {@code _} is left out. */
    ModelBuilder node(String operator, String inputs, String outputs, AttributeProto... attributes) {
        var node = NodeProto.newBuilder().setOpType(operator).setName("the" + operator);
        names(inputs).forEach(node::addInput);
        names(outputs).forEach(node::addOutput);
        node.addAllAttribute(List.of(attributes));
        graph.addNode(node);
        return this;
    }

    private static List<String> names(String list) {
        return list.isEmpty() ? List.of() : Arrays.stream(list.split(" ")).map(n -> n.equals("_") ? "" : n).toList();
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

    static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.TENSOR).setT(value).build();
    }

    ModuleOp read() {
        return read(ImportOptions.DEFAULT);
    }

    ModuleOp read(ImportOptions options) {
        return read(Path.of("nowhere"), options);
    }

    /** Imports the model, and checks that what comes out is valid. */
    ModuleOp read(Path folder, ImportOptions options) {
        return verified(OnnxImporter.read(model.build().toByteString(), "m.onnx", folder, options));
    }

    static ModuleOp verified(ModuleOp module) {
        var diagnostics = new DiagnosticCollector();
        IrVerifier.verify(module, diagnostics);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module;
    }

    /** The only function of a module. */
    static FuncOp function(ModuleOp module) {
        return (FuncOp) module.body().first();
    }

    /** The operations of a body but the return, each with its result types: {@code nn.relu -> tensor<4xf32>}. */
    static List<String> summary(ModuleOp module) {
        return operations(module).stream().map(o -> o.name() + " -> " + o.result().type()).toList();
    }

    /** The operations of the body but the return. */
    static List<Op> operations(ModuleOp module) {
        var operations = new ArrayList<Op>();
        function(module).body().entry().forEach(operations::add);
        operations.removeLast();
        return operations;
    }
}

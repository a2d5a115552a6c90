package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qcc.frontend.onnx.ModelBuilder.integer;
import static qcc.frontend.onnx.ModelBuilder.summary;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.OperatorSetIdProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.Location;

/** Each fault of a model is one message that says where it is. */
final class ModelFaultTest {
    private static ModelBuilder relu() {
        return ModelBuilder.opset(13).input("x", "4").node("Relu", "x", "y").output("y");
    }

    private static void assertFault(ModelBuilder model, String message) {
        assertThatThrownBy(model::read).isInstanceOf(ImportException.class).hasMessage(message);
    }

    @Test
    void allUnsupportedOperatorsAreReportedAtOnce() {
        var model = relu().node("TfIdfVectorizer", "y", "a").node("Wobble", "a", "b").node("TfIdfVectorizer", "b", "c");
        model.graph.getNodeBuilder(2).setDomain("com.acme");
        model.graph.getNodeBuilder(3).clearName();
        assertFault(model, """
                m.onnx: uses 2 operators that are not supported
                  ai.onnx.TfIdfVectorizer (version 13): nodes "theTfIdfVectorizer", "TfIdfVectorizer_3"
                  com.acme.Wobble (no version stated): node "theWobble\"""");
    }

    @Test
    void operatorsAreReportedBeforeTheirInputs() {
        var model = ModelBuilder.opset(13).input("x", DataType.STRING, "4").node("StringNormalizer", "x", "y").output("y");
        assertThatThrownBy(model::read).hasMessageContaining("ai.onnx.StringNormalizer (version 13)");
    }

    @Test
    void longListsOfNodesAreCut() {
        var model = relu();
        for (int i = 0; i < 10; i++) {
            model.node("TfIdfVectorizer", "y", "a" + i);
        }
        assertThatThrownBy(model::read).hasMessageEndingWith("\"theTfIdfVectorizer\" and 2 more");
    }

    @Test
    void anOperatorOfALaterVersionIsNotSupported() {
        assertFault(ModelBuilder.opset(7).input("x", "4").longsInitializer("s", 4).node("Expand", "x s", "y").output("y"), """
                m.onnx: uses an operator that is not supported
                  ai.onnx.Expand (version 7): node "theExpand\"""");
    }

    @Test
    void operatorSets() {
        assertFault(ModelBuilder.opset(29).input("x", "4").output("x"),
                "m.onnx: uses version 29 of the operator set ai.onnx; versions 1 to 28 are supported");
        assertFault(new ModelBuilder().input("x", "4").output("x"),
                "m.onnx: does not say which version of the operator set ai.onnx it uses");
        var twice = relu();
        twice.model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx").setVersion(12));
        assertFault(twice, "m.onnx: uses two versions of the operator set 'ai.onnx'");
    }

    @Test
    void namesThatNothingDefines() {
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Relu", "z", "y").output("y"),
                "m.onnx: node \"theRelu\" (Relu): reads 'z', which nothing defines");
        assertFault(relu().output("z"), "m.onnx: output \"z\": is computed by no node");
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Add", "x", "y").output("y"),
                "m.onnx: node \"theAdd\" (Add): lacks its input 1");
    }

    @Test
    void namesThatAreDefinedTwice() {
        assertFault(relu().node("Tanh", "x", "y"),
                "m.onnx: node \"theTanh\" (Tanh): defines 'y', which node \"theRelu\" (Relu) defines too");
        assertFault(relu().node("Tanh", "x", "x"),
                "m.onnx: node \"theTanh\" (Tanh): defines 'x', which is an input or initializer of the graph");
        assertFault(relu().input("x", "4"), "m.onnx: has two inputs named 'x' or one without a name");
        assertFault(relu().floatsInitializer("w", 1).floatsInitializer("w", 1),
                "m.onnx: has two initializers named 'w' or one without a name");
    }

    @Test
    void nodesInAnyOrder() {
        var model = ModelBuilder.opset(13).input("x", "4").node("Tanh", "a", "y").node("Relu", "x", "a").output("y");
        assertThat(summary(model.read())).containsExactly("nn.relu -> tensor<4xf32>", "nn.tanh -> tensor<4xf32>");
    }

    @Test
    void nodesInACircle() {
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Add", "x b", "a").node("Relu", "a", "b").output("b"),
                "m.onnx: node \"theAdd\" (Add): reads its own output through node \"theRelu\" (Relu)");
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Add", "x a", "a").output("a"),
                "m.onnx: node \"theAdd\" (Add): reads its own output");
    }

    @Test
    void aDeepGraphNeedsNoDeepStack() {
        var model = ModelBuilder.opset(13).input("x", "4").output("v0");
        int depth = 50_000;
        for (int i = 0; i < depth; i++) {
            model.node("Relu", i == depth - 1 ? "x" : "v" + (i + 1), "v" + i);
        }
        assertThat(summary(model.read())).hasSize(depth);
    }

    @Test
    void inputsMustBeTensorsOfKnownRank() {
        var untyped = relu();
        untyped.graph.setInput(0, ValueInfoProto.newBuilder().setName("x"));
        assertFault(untyped, "m.onnx: input \"x\": is no tensor; sequences, maps and optional values are not supported");
        var ranked = relu();
        ranked.graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().clearShape();
        assertFault(ranked, "m.onnx: input \"x\": has no shape; its rank must be known");
        assertFault(ModelBuilder.opset(13).input("x", DataType.STRING, "4").output("x"),
                "m.onnx: input \"x\": has the element type STRING, which is not supported");
        assertFault(ModelBuilder.opset(13).input("x", "-7").output("x"), "m.onnx: input \"x\": has the negative dimension -7");
        assertFault(ModelBuilder.opset(13).input("x", "1000000x1000000x2").output("x"),
                "m.onnx: input \"x\": has a tensor of shape [1000000x1000000x2], which is more than 2^40 elements");
        assertThat(ModelBuilder.opset(13).input("x", "-1").output("x").read()).isNotNull();
    }

    @Test
    void wrongElementTypes() {
        assertFault(ModelBuilder.opset(13).input("x", DataType.INT64, "4").node("Sigmoid", "x", "y").output("y"),
                "m.onnx: node \"theSigmoid\" (Sigmoid): has the input tensor<4xi64>, which must be a"
                        + " ranked tensor of floating-point or quantized values");
        var model = relu();
        model.graph.setOutput(0, ModelBuilder.value("y", DataType.FLOAT, "5"));
        assertFault(model, "m.onnx: output \"y\": is declared as tensor<5xf32> but computed as tensor<4xf32>");
    }

    @Test
    void attributes() {
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Relu", "x", "y", integer("alpha", 1)).output("y"),
                "m.onnx: node \"theRelu\" (Relu): has attributes that are not known: alpha");
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Flatten", "x", "y", ModelBuilder.real("axis", 1)).output("y"),
                "m.onnx: node \"theFlatten\" (Flatten): expects the attribute 'axis' to be of kind INT, not FLOAT");
        assertFault(ModelBuilder.opset(13).input("x", "4").node("Flatten", "x", "y", integer("axis", 1), integer("axis", 0)).output("y"),
                "m.onnx: node \"theFlatten\" (Flatten): gives the attribute 'axis' twice");
        var untyped = ModelBuilder.opset(13).input("x", "4x4x4")
                .node("Flatten", "x", "y", AttributeProto.newBuilder().setName("axis").setI(2).build()).output("y");
        assertThat(summary(untyped.read())).containsExactly("nn.flatten -> tensor<16x4xf32>");
    }

    @Test
    void absurdRanksAllocateNothing() {
        assertFault(ModelBuilder.opset(13).input("s", DataType.INT64, "1000000000").node("ConstantOfShape", "s", "y").output("y"),
                "m.onnx: node \"theConstantOfShape\" (ConstantOfShape): has a tensor of rank 1000000000; the largest supported rank is 64");
        assertFault(ModelBuilder.opset(13).longsInitializer("s", 1L << 40, 1L << 40).node("ConstantOfShape", "s", "y").output("y"),
                "m.onnx: node \"theConstantOfShape\" (ConstantOfShape): has a tensor of shape [1099511627776x1099511627776], which is"
                        + " more than 2^40 elements");
    }

    @Test
    void initializersThatAreInputsAreConstants() {
        var model = ModelBuilder.opset(9).input("w", "4").input("x", "4").floatsInitializer("w", 4).node("Add", "x w", "y").output("y");
        assertThat(ModelBuilder.function(model.read()).functionType().inputs()).hasSize(1);
    }

    @Test
    void initializersThatAreInputsHaveTheirType() {
        assertFault(ModelBuilder.opset(9).input("w", "5").input("x", "4").floatsInitializer("w", 4).node("Add", "x w", "y").output("y"),
                "m.onnx: input \"w\": is declared as tensor<5xf32>, but its initializer holds tensor<4xf32>");
        assertFault(ModelBuilder.opset(9).input("w", DataType.INT32, "N").input("x", "4").floatsInitializer("w", 4).output("x"),
                "m.onnx: input \"w\": is declared as tensor<?xi32>, but its initializer holds tensor<4xf32>");
    }

    @Test
    void filesOfTooManyFields() {
        var bytes = new byte[2 * MessageCount.MAX_FIELDS + 16];
        bytes[0] = 0x3A; // a graph of empty nodes
        int length = bytes.length - 6;
        for (int i = 0; i < 5; i++) {
            bytes[1 + i] = (byte) (length >>> 7 * i & 0x7F | (i < 4 ? 0x80 : 0));
        }
        for (int i = 6; i < bytes.length; i += 2) {
            bytes[i] = 0x0A;
        }
        assertThatThrownBy(() -> OnnxImporter.read(ByteString.copyFrom(bytes), "m.onnx", Path.of("nowhere"), ImportOptions.DEFAULT))
                .isInstanceOf(ImportException.class).hasMessage("m.onnx: has more than 4194304 fields; it is damaged or no network");
    }

    @Test
    void aNodeOfManyInputsInAnyOrder() {
        int count = 50_000;
        var inputs = new StringBuilder("v0");
        for (int i = 1; i < count; i++) {
            inputs.append(" v").append(i);
        }
        var model = ModelBuilder.opset(13).input("x", "4").node("Concat", inputs.toString(), "y", integer("axis", 0)).output("y");
        for (int i = 0; i < count; i++) {
            model.node("Relu", "x", "v" + i);
        }
        assertThat(summary(model.read())).hasSize(count + 1);
    }

    @Test
    void namesAreKept() {
        var module = ModelBuilder.opset(13).input("x", "N x 3 x ?").node("Relu", "x", "y").output("y").read();
        var function = ModelBuilder.function(module);
        assertThat(module.attributes().get("qcc.network")).hasToString("\"net\"");
        assertThat(function.argumentAttributes(0)).hasToString("{qcc.dim_names = [\"N\", \"\", \"\"], qcc.name = \"x\"}");
        assertThat(function.resultAttributes(0)).hasToString("{qcc.name = \"y\"}");
        assertThat(ModelBuilder.operations(module).getFirst().location())
                .isEqualTo(new Location.Name("theRelu", new Location.File("m.onnx", 0, 0)));
    }

    @Test
    void unnamedNodesAreNumbered() {
        var model = relu();
        model.graph.addNode(0, NodeProto.newBuilder().setOpType("Tanh").addInput("x").addOutput("t"));
        assertThat(ModelBuilder.operations(model.read()).getFirst().location().describe()).isEqualTo("\"Tanh_0\"");
    }

    @Test
    void shapesGivenByTheUser() {
        var model = ModelBuilder.opset(13).input("x", "N x 3").input("z", "N x C").node("Add", "x z", "y").output("y");
        var type = ModelBuilder.function(model.read(ImportOptions.DEFAULT.withShape("x=4x3"))).functionType();
        assertThat(type).hasToString("(tensor<4x3xf32>, tensor<4x?xf32>) -> tensor<4x3xf32>");
        assertThatThrownBy(() -> model.read(ImportOptions.DEFAULT.withShape("q=4x3")))
                .hasMessage("m.onnx: has no input 'q' whose shape could be given; its inputs are 'x', 'z'");
        assertThatThrownBy(() -> model.read(ImportOptions.DEFAULT.withShape("x=4x3x1")))
                .hasMessage("m.onnx: input \"x\": has rank 2, but the shape given has rank 3");
        assertThatThrownBy(() -> model.read(ImportOptions.DEFAULT.withShape("x=4x5")))
                .hasMessage("m.onnx: input \"x\": has 3 elements on axis 1, but the shape given has 5");
        assertThatThrownBy(() -> model.read(ImportOptions.DEFAULT.withShape("x=4x3").withShape("z=5x3")))
                .hasMessage("m.onnx: input \"z\": calls axis 0 'N', for which the shapes given have 4 and 5");
    }

    @Test
    void shapesAsText() {
        assertThat(ImportOptions.DEFAULT.withShape("a=b=1x3").shapes()).containsOnlyKeys("a=b");
        assertThatThrownBy(() -> ImportOptions.DEFAULT.withShape("1x3")).hasMessage("a shape is given as NAME=1x3x32x32, not '1x3'");
        assertThatThrownBy(() -> ImportOptions.DEFAULT.withShape("x=1x-3")).hasMessage("'-3' is not a dimension in 'x=1x-3'");
        assertThatThrownBy(() -> ImportOptions.DEFAULT.withShape("x=1").withShape("x=2")).hasMessage("the shape of 'x' is given twice");
    }

    @Test
    void filesThatAreNoModels(@TempDir Path folder) throws IOException {
        var file = folder.resolve("m.onnx");
        assertThatThrownBy(() -> OnnxImporter.read(file, ImportOptions.DEFAULT)).isInstanceOf(ImportException.class)
                .hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> OnnxImporter.read(folder, ImportOptions.DEFAULT)).hasMessage(folder + ": is a folder, not an ONNX file");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> OnnxImporter.read(file, ImportOptions.DEFAULT))
                .hasMessage(file + ": holds no graph; is it an ONNX model?");
        Files.writeString(file, "no protobuf at all");
        assertThatThrownBy(() -> OnnxImporter.read(file, ImportOptions.DEFAULT)).hasMessageContaining("is no ONNX model or is damaged: ");
    }

    @Test
    void aGraphWithoutOutputs() {
        assertFault(ModelBuilder.opset(13).input("x", "4"), "m.onnx: has a graph without outputs");
    }
}

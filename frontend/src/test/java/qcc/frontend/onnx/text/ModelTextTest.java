package qcc.frontend.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.SparseTensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/** The textual syntax: what it means, how it is written, and where it is at fault. */
final class ModelTextTest {
    private static final String HEADER = """
            <
               ir_version: 8,
               opset_import: ["" : 17]
            >
            """;

    private static ModelProto parse(String text) {
        return ModelParser.parse(ByteString.copyFromUtf8(text)).model();
    }

    private static NodeProto node(String text) {
        return parse("g () => () { " + text + " }").getGraph().getNode(0);
    }

    private static String print(ModelProto model) {
        var out = new ByteArrayOutputStream();
        assertThat(ModelPrinter.print(model, out)).isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void assertCanonical(String text) {
        assertThat(print(parse(text))).isEqualTo(text);
    }

    private static void assertFault(String text, int line, int column, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(SyntaxException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.position()).isEqualTo(new Position(line, column));
        });
    }

    @Test
    void headersValuesAndInitializers() {
        assertCanonical("""
                <
                   ir_version: 10,
                   opset_import: ["" : 21, "com.acme" : 1],
                   producer_name: "a \\"quoted\\" \\\\ name",
                   producer_version: "1",
                   domain: "d",
                   model_version: 3,
                   doc_string: "two
                lines, für alle",
                   metadata_props: ["k": "v", "": "x"]
                >
                "a-graph" (float[N, 3] x) => (float[?,"a b"] y) {
                }
                """.replace("[N, 3]", "[N,3]"));
        assertCanonical(HEADER + """
                g (float x, float[] y, seq(map(int64, optional(string[2]))) z, opaque(a.b, c) o, sparse_tensor(float16[4]) s) => () <
                   float[2,2] w = {1, -2.5, inf, -nan},
                   double s = {1.0E300},
                   uint64[1] u = {18446744073709551615},
                   float16[2] h = {15360, 0},
                   int4[3] packed = {33, 3},
                   string[2] names = {"a", "b\\"c"},
                   bool[0] none = {},
                   float[2] outside = ["location": "w.bin", "offset": "8"],
                   float[?] hidden,
                   untyped
                > {
                }
                """);
    }

    @Test
    void nodesAndAttributes() {
        assertCanonical(
                HEADER + """
                        g () => () {
                           [first] a, "", b = com.acme.Op:over <f = 1.0, i = -3, s = "t", fs = [1.0E-5, inf], is = [1, 2], ss = ["x"], none: ints = []> (a, "", b)
                           "out/1" = Op <t = float[2] {1, 2}, named = int8 n {-1}, kind = seq(float[N]), ts = [float {1}, float {2}]> ()
                           Sink <body = inner (float x) => (float y) {
                              y = If <then_branch = t () => (float z) {
                                 z = Relu (x)
                              }> (x)
                           }> ("float", "nan")
                        }
                        """
                        .replace("   Sink <", "   y = Sink <"));
    }

    @Test
    void functions() {
        assertCanonical(HEADER + """
                g () => () {
                }
                <
                   domain: "local",
                   overload: "o",
                   opset_import: ["" : 17],
                   doc_string: "d"
                >
                f <alpha, beta = 2.0> (x, y) => (z) <float[N] x> {
                   z = Op <alpha: float = @alpha, b = @beta> (x, y)
                }
                <
                   domain: "",
                   opset_import: []
                >
                empty () => () {
                }
                """);
        assertThat(parse("g () => () {} f (float x, y) => (int64 z) {}").getFunctions(0).getValueInfoList()).extracting("name")
                .containsExactly("x", "z");
    }

    @Test
    void whatIsWrittenInOtherWays() {
        assertThat(parse("# a comment\ng => () {} # another").getGraph()).isEqualTo(GraphProto.newBuilder().setName("g").build());
        assertThat(node("y = Op (x) <a = 1>")).isEqualTo(node("y = Op <a: int = 1> (x)"));
        assertThat(node("y = Op <a: float = 1, b: floats = [1, -0]> ()").getAttribute(0).getF()).isEqualTo(1);
        assertThat(node("y = Op <a = [1.5, 2]> ()").getAttribute(0).getFloatsList()).containsExactly(1.5f, 2f);
        assertThat(node("y = Op <a = NaN> ()").getAttribute(0).getF()).isNaN();
        assertThat(node("y = Op <a = float[1] = {1}> ()")).isEqualTo(node("y = Op <a = float[1] {1}> ()"));
        assertThat(node("y = Op <a = @b> ()").getAttribute(0).getType()).isEqualTo(AttributeType.UNDEFINED);
        var graph = parse("g (float[2] x = {1, # one\n 2}, float) => (x) <> {}").getGraph();
        assertThat(graph.getInputList()).extracting("name").containsExactly("x", "float");
        assertThat(graph.getInitializer(0).getFloatDataList()).containsExactly(1f, 2f);
    }

    @Test
    void operandsThatAreLeftOut() {
        assertThat(node("y = Op ()").getInputList()).isEmpty();
        assertThat(node("y = Op (,)").getInputList()).containsExactly("");
        assertThat(node("y = Op (\"\")").getInputList()).containsExactly("");
        assertThat(node("y = Op (,x)").getInputList()).containsExactly("", "x");
        assertThat(node("y = Op (x,)").getInputList()).containsExactly("x");
        assertThat(node("y = Op (x,,z)").getInputList()).containsExactly("x", "", "z");
        assertThat(node("= Op ()").getOutputList()).isEmpty();
    }

    @Test
    void rawDataAreWrittenAsElements() {
        var tensor = TensorProto.newBuilder().setName("t").addDims(2);
        assertThat(print(withInitializer(tensor.setDataType(DataType.FLOAT.getNumber()).setRawData(bytes(0, 0, 128, 63, 0, 0, 0, 128)))))
                .contains("float[2] t = {1, -0}");
        assertThat(print(withInitializer(tensor.setDataType(DataType.BFLOAT16.getNumber()).setRawData(bytes(1, 128, 2, 0)))))
                .contains("bfloat16[2] t = {32769, 2}");
        assertThat(print(withInitializer(tensor.setDataType(DataType.INT4.getNumber()).setRawData(bytes(0xF1)))))
                .contains("int4[2] t = {241}");
        assertThatThrownBy(() -> print(withInitializer(tensor.setDataType(DataType.INT16.getNumber()).setRawData(bytes(1, 2, 3)))))
                .hasMessage("has 3 bytes of data for the tensor \"t\", whose elements have 2");
    }

    private static ByteString bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }

    private static ModelProto withInitializer(TensorProto.Builder tensor) {
        return ModelProto.newBuilder().setGraph(GraphProto.newBuilder().setName("g").addInitializer(tensor)).build();
    }

    @Test
    void stringsAreBytes() {
        var text = ByteString.copyFromUtf8("g () => () { y = Op <s = \"").concat(bytes(0xFF, 0))
                .concat(ByteString.copyFromUtf8("\"> () }"));
        var model = ModelParser.parse(text).model();
        assertThat(model.getGraph().getNode(0).getAttribute(0).getS()).isEqualTo(bytes(0xFF, 0));
        var out = new ByteArrayOutputStream();
        ModelPrinter.print(model, out);
        assertThat(ModelParser.parse(ByteString.copyFrom(out.toByteArray())).model()).isEqualTo(model.toBuilder().setIrVersion(0).build());
        var name = ByteString.copyFromUtf8("\"").concat(bytes(0xFF)).concat(ByteString.copyFromUtf8("\" () => () {}"));
        assertThatThrownBy(() -> ModelParser.parse(name)).hasMessage("the string is no UTF-8 text");
    }

    @Test
    void faults() {
        assertFault("", 1, 1, "expected a type, a name, a string or '<' but found the end of the text");
        assertFault("g () -> () {}", 1, 6, "unexpected '->'");
        assertFault("g () =>\n  ( {}", 2, 5, "expected a type, a name, a string or ')' but found '{'");
        assertFault("g () => () { y = \"Op ()\n}", 1, 18, "the string does not end: expected '\"'");
        assertFault("<ir_version: \"8\"> g () => () {}", 1, 2, "the field 'ir_version' must be an integer");
        assertFault("<version: 8> g () => () {}", 1, 2, "there is no field 'version'; the fields are ir_version, opset_import, "
                + "producer_name, producer_version, domain, model_version, doc_string and metadata_props");
        assertFault("<ir_version: 8, ir_version: 9> g () => () {}", 1, 17, "the field 'ir_version' stands here for the second time");
        assertFault("g (flaot[2] x) => () {}", 1, 9, "expected ')' or ',' but found '['");
    }

    @Test
    void faultsOfElements() {
        assertFault("g () => () <float[2] w = {1,\n 2, x}> {}", 2, 5, "expected an integer, a number or a string but found 'x'");
        assertFault("g () => () <int8[2] w = {1,\n  2.5}> {}", 2, 3, "expected an integer but found 2.5");
        assertFault("g () => () <int8[1] w = {\"a\"}> {}", 1, 26, "expected a number but found \"a\"");
        assertFault("g () => () <string[1] w = {1}> {}", 1, 28, "expected a string but found 1");
        assertFault("g () => () <float[1] w = {1e50}> {}", 1, 27, "the number 1e50 is beyond 32-bit floating point");
        assertFault("g () => () <int8[1] w = {5000000000}> {}", 1, 26, "the element 5000000000 does not fit its type");
        assertFault("g () => () <int64[1] w = {99999999999999999999}> {}", 1, 27, "the integer 99999999999999999999 does not fit 64 bits");
        assertFault("g () => () <uint64[1] w = {-1}> {}", 1, 28, "-1 is no unsigned integer of 64 bits");
        assertFault("g () => () <float[N] w = {1}> {}", 1, 19, "data need dimensions that are integers");
        assertFault("g () => () <w = {1}> {}", 1, 13, "data need the type of a tensor");
    }

    @Test
    void faultsOfAttributes() {
        assertFault("g () => () { y = Op <a = []> () }", 1, 26, "an empty list needs the kind of its elements, as in 'axes: ints = []'");
        assertFault("g () => () { y = Op <a = [1, 2.5]> () }", 1, 30, "expected a value of kind 'int' but found one of kind 'float'");
        assertFault("g () => () { y = Op <a: strings = \"x\"> () }", 1, 35,
                "expected a value of kind 'strings' but found one of kind 'string'");
        assertFault("g () => () { y = Op <a: integer = 1> () }", 1, 25, "there is no kind of attributes 'integer'");
        assertFault("g () => () { y = Op <a = constant> () }", 1, 26,
                "expected a value but found the word 'constant'; strings need quotes");
        assertFault("g () => () { y = Op <a = 1> () <b = 2> }", 1, 32, "the node has attributes before and behind its inputs");
    }

    @Test
    void deepNestingIsAFault() {
        assertFault("g (" + "seq(".repeat(100_000), 1, 4 + 4 * 99 + 3, "brackets nest deeper than 100");
    }

    @Test
    void whatTheSyntaxHasNoPlaceFor() {
        var graph = GraphProto.newBuilder().setName("g").setDocString("d")
                .addNode(NodeProto.newBuilder().setOpType("Op").setDocString("d"));
        assertThat(ModelPrinter.print(ModelProto.newBuilder().setGraph(graph).build(), new ByteArrayOutputStream()))
                .isEqualTo(List.of("documentation of graphs", "documentation of nodes"));
        graph.addSparseInitializer(SparseTensorProto.getDefaultInstance());
        assertThatThrownBy(() -> print(ModelProto.newBuilder().setGraph(graph).build()))
                .hasMessage("has sparse initializers, which the syntax cannot express");
    }

    @Test
    void positionsOfNodes() {
        var parsed = ModelParser.parse(ByteString.copyFromUtf8("g () => () {\n  y = Op ()\n   [n] z = Op () }"));
        var nodes = parsed.model().getGraph().getNodeList();
        assertThat(parsed.positions().get(nodes.get(0))).isEqualTo(new Position(2, 3));
        assertThat(parsed.positions().get(nodes.get(1))).isEqualTo(new Position(3, 4));
    }

    @Test
    void textsAreToldFromBinaryModels() {
        assertThat(ModelParser.accepts(ByteString.copyFromUtf8(" \n <ir_version"))).isTrue();
        assertThat(ModelParser.accepts(ByteString.copyFromUtf8("# text"))).isTrue();
        assertThat(ModelParser.accepts(ModelProto.newBuilder().setIrVersion(8).build().toByteString())).isFalse();
        assertThat(ModelParser.accepts(ByteString.EMPTY)).isFalse();
    }

    /** A damaged text is read or refused with a message. */
    @Test
    void damagedTexts() {
        var text = HEADER + """
                g (float[N,2] x, seq(float) s) => (y) <float[2] w = {1, 2.5}, string[1] t = {"a\\"b"}> {
                   [n] y, = a.Op:o <i = 1, l = [1.5, 2], b = k (float z) => (z) {}, r: int = @q> (x, , w)
                }
                <domain: "d", opset_import: ["" : 1]> f <p, q = 1> (x) => (y) { y = Relu (x) }
                """;
        var random = new Random(7);
        int survivors = 0;
        for (int i = 0; i < 5_000; i++) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean()
                        ? bytes[random.nextInt(bytes.length)]
                        : (byte) random.nextInt(256);
            }
            try {
                ModelParser.parse(ByteString.copyFrom(bytes, 0, random.nextInt(4) > 0 ? bytes.length : random.nextInt(bytes.length)));
                survivors++;
            } catch (SyntaxException e) {
                assertThat(e.getMessage()).isNotEmpty().doesNotContain("null", "Exception");
            }
        }
        assertThat(survivors).isBetween(100, 4_900);
    }
}

package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Location;

/** Functions of a model become the operations of their bodies; of a branch whose condition is known only that branch remains. */
final class FunctionTest {
    private static final String HEADER = "<ir_version: 8, opset_import: [\"\" : 18, \"f\" : 1]>\n";

    private static ModuleOp read(String text) {
        return ModelBuilder.verified(OnnxImporter.read(ByteString.copyFromUtf8(HEADER + text), "m.onnx", Path.of("nowhere"),
                ImportOptions.DEFAULT));
    }

    private static void assertBecomes(String text, String... operations) {
        assertThat(ModelBuilder.operations(read(text)).stream().map(o -> o.name().substring(o.name().indexOf('.') + 1))
                .filter(n -> !n.equals("constant"))).containsExactly(operations);
    }

    private static void assertFault(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ImportException.class).hasMessage(message);
    }

    @Test
    void bodiesTakeThePlaceOfCalls() {
        assertBecomes("""
                g (float[2,4] x) => (float[2,4] y) { t = f.Twice (x) y = f.Twice (t) }
                <domain: "f", opset_import: ["" : 18]> Twice (a) => (c) { c = Relu (b) b = Tanh (a) }
                """, "tanh", "relu", "tanh", "relu");
    }

    @Test
    void locationsKeepCallAndFunction() {
        var module = read("""
                g (float[4] x) => (float[4] y) {
                  [call] y = f.Act (x)
                }
                <domain: "f", opset_import: ["" : 18]>
                Act (a) => (b) {
                  b = Relu (a)
                }
                """);
        assertThat(ModelBuilder.operations(module).getFirst().location()).isEqualTo(
                new Location.CallSite(new Location.Name("call/Act/Relu_0", new Location.File("m.onnx", 7, 3)),
                        new Location.Name("call", new Location.File("m.onnx", 3, 3))));
    }

    @Test
    void attributesAndTheirDefaults() {
        var text = """
                g (float[2,3,4] x) => (y) { y = f.Flat %s (x) }
                <domain: "f", opset_import: ["" : 18]> Flat <axis: int = 2, unused> (a) => (b) { b = Flatten <axis: int = @axis> (a) }
                """;
        assertThat(ModelBuilder.summary(read(text.formatted("")))).containsExactly("nn.flatten -> tensor<6x4xf32>");
        assertThat(ModelBuilder.summary(read(text.formatted("<axis = 0>")))).containsExactly("nn.flatten -> tensor<1x24xf32>");
        assertThat(ModelBuilder.summary(read(text.formatted("").replace(": int = 2", ""))))
                .containsExactly("nn.flatten -> tensor<2x12xf32>");
        assertFault(text.formatted("<axis = 1.5>"),
                "m.onnx:2:29: node \"Flat_0\" (Flat): expects the attribute 'axis' to be of kind INT, not FLOAT");
        assertFault(text.formatted("<axes = 1>"), "m.onnx:2:29: node \"Flat_0\" (Flat): has attributes that are not known: axes");
        assertFault("g (float[4] x) => (y) { y = Flatten <axis: int = @a> (x) }",
                "m.onnx:2:25: node \"Flatten_0\" (Flatten): refers to the attribute 'a' of a function, but is in none");
    }

    @Test
    void functionsCallFunctionsAndUseTheirOwnOperatorSets() {
        assertBecomes("""
                g (float[2,3] x) => (float[3] y) { y = f.Outer <axes = [0]> (x) }
                <domain: "f", opset_import: ["" : 18, "f" : 1]> Outer <axes> (a) => (c) { c = f.Mean <axes: ints = @axes> (b) b = Relu (a) }
                <domain: "f", opset_import: ["" : 11]> Mean <axes> (a) => (b) { b = ReduceMean <axes: ints = @axes, keepdims = 0> (a) }
                """, "relu", "mean");
    }

    @Test
    void overloads() {
        assertBecomes("""
                g (float[4] x) => (float[4] y) { t = f.Act:a (x) y = f.Act:b (t) }
                <domain: "f", overload: "a", opset_import: ["" : 18]> Act (a) => (b) { b = Relu (a) }
                <domain: "f", overload: "b", opset_import: ["" : 18]> Act (a) => (b) { b = Tanh (a) }
                """, "relu", "tanh");
    }

    @Test
    void functionsComeBeforeOperatorsOfTheSameName() {
        assertBecomes("""
                g (float[4] x) => (float[4] y) { y = Relu (x) }
                <domain: "", opset_import: ["" : 18]> Relu (a) => (b) { b = Tanh (a) }
                """, "tanh");
    }

    @Test
    void inputsThatAreLeftOut() {
        var text = """
                g (float[4] x, float[4] z) => (float[4] y) { y = f.Maybe (%s) }
                <domain: "f", opset_import: ["" : 18]> Maybe (a, b) => (c) {
                  has = OptionalHasElement (b)
                  c = If (has) <then_branch = sum () => (s) { s = Add (a, b) }, else_branch = same () => (r) { r = Relu (a) }>
                }
                """;
        assertBecomes(text.formatted("x, z"), "add");
        assertBecomes(text.formatted("x"), "relu");
        assertFault(text.formatted("x, z, x"),
                "m.onnx:2:46: node \"Maybe_0\" (Maybe): has 3 inputs and 1 outputs, but the function f.Maybe has 2 and 1");
    }

    @Test
    void recursionIsAFault() {
        assertFault("""
                g (float[4] x) => (float[4] y) { y = f.A (x) }
                <domain: "f", opset_import: ["f" : 1]> A (a) => (b) { b = f.B (a) }
                <domain: "f", opset_import: ["f" : 1]> B (a) => (b) { b = f.A (a) }
                """, "m.onnx:4:55: node \"A_0/A/B_0/B/A_0\" (A): calls the function f.A in its own body; functions must not be recursive");
    }

    @Test
    void explosionIsAFault() {
        var text = new StringBuilder("g (float[4] x) => (float[4] y) { y = f.F0 (x) }\n");
        for (int i = 0; i < 40; i++) {
            text.append("<domain: \"f\", opset_import: [\"f\" : 1]> F%d (a) => (c) { b = f.F%d (a) c = f.F%d (b) }\n".formatted(i, i + 1,
                    i + 1));
        }
        text.append("<domain: \"f\", opset_import: [\"\" : 18]> F40 (a) => (c) { c = Relu (a) }\n");
        assertThatThrownBy(() -> read(text.toString()))
                .hasMessageEndingWith("makes the functions of the model expand to more than 131072 nodes");
    }

    @Test
    void callsInsideCallsAreBounded() {
        var text = new StringBuilder("g (float[4] x) => (float[4] y) { y = f.F0 (x) }\n");
        for (int i = 0; i < 3000; i++) {
            text.append("<domain: \"f\", opset_import: [\"f\" : 1]> F%d (a) => (c) { c = f.F%d (a) }\n".formatted(i, i + 1));
        }
        text.append("<domain: \"f\", opset_import: [\"\" : 18]> F3000 (a) => (c) { c = Relu (a) }\n");
        assertThatThrownBy(() -> read(text.toString())).hasMessageEndingWith("is inside more than 64 calls of functions");
    }

    @Test
    void faultsOfFunctions() {
        assertFault("""
                g (float[4] x) => (float[4] y) { y = f.A (x) }
                <domain: "f", opset_import: ["" : 18]> A (a) => (b) { c = Relu (a) }
                """, "m.onnx:2:34: node \"A_0\" (A): has a body whose output 'b' nothing defines");
        assertFault("""
                g (float[4] x) => (float[4] y) { y = f.A (x) }
                <domain: "f", opset_import: ["" : 18]> A (a) => (b) { b = Wobble (a) }
                """, """
                m.onnx: uses an operator that is not supported
                  ai.onnx.Wobble (version 18): node "A/Wobble\"""");
        assertFault("""
                g (float[4] x) => (float[4] y) { y = f.A (x) }
                <domain: "f", opset_import: ["" : 18]> A (a) => (b) { b = Add (a, x) }
                """, "m.onnx:3:55: node \"A_0/A/Add_0\" (Add): reads 'x', which nothing defines");
        assertFault("""
                g (float[4] x) => (float[4] x) {}
                <domain: "f", opset_import: ["" : 18]> A () => () {}
                <domain: "f", opset_import: ["" : 18]> A () => () {}
                """, "m.onnx: has two functions f.A");
        assertFault("""
                g (float[4] x) => (float[4] x) {}
                <domain: "f", opset_import: ["" : 99]> A () => () {}
                """, "m.onnx: has a function f.A that uses version 99 of the operator set ai.onnx; versions 1 to 28 are supported");
    }

    @Test
    void branchesOfConstantConditions() {
        var text = """
                g (float[4] x) => (float[4] y) <bool c = {%d}> {
                  h = Tanh (x)
                  y = If (c) <then_branch = t () => (r) { r = Relu (h) }, else_branch = e () => (r) <float[4] w = {1, 2, 3, 4}> { r = Mul (h, w) }>
                }
                """;
        assertBecomes(text.formatted(1), "tanh", "relu");
        assertBecomes(text.formatted(0), "tanh", "mul");
    }

    @Test
    void branchesReadWhatIsAround() {
        assertBecomes("""
                g (float[4] x) => (float[4] y) <bool c = {1}> {
                  y = If (c) <then_branch = t () => (r) {
                    r = If (c) <then_branch = u () => (h) {}, else_branch = v () => (x) {}>
                  }, else_branch = e () => (x) {}>
                  h = Tanh (x)
                }
                """, "tanh");
    }

    @Test
    void conditionsOnShapes() {
        var text = """
                g (float[%s,3] x) => (y) <int64[1] at = {0}, int64 two = {2}> {
                  shape = Shape (x)
                  rows = Gather (shape, at)
                  row = Squeeze (rows)
                  c = Greater (row, two)
                  y = If (c) <then_branch = t () => (r) { r = Relu (x) }, else_branch = e () => (r) { r = Tanh (x) }>
                }
                """;
        assertThat(ModelBuilder.operations(read(text.formatted("4"))).getLast().name()).isEqualTo("nn.relu");
        assertThat(ModelBuilder.operations(read(text.formatted("2"))).getLast().name()).isEqualTo("nn.tanh");
        assertFault(text.formatted("N"), "m.onnx:7:3: node \"If_4\" (If): has a condition that is not known while compiling; only one that"
                + " follows from constants and known shapes is supported: if it depends on a dimension, give the shapes of the inputs with"
                + " --shape");
    }

    @Test
    void faultsOfBranches() {
        assertFault(
                "g (float[4] x) => (y) <bool[2] c = {1, 0}> { y = If (c) <then_branch = t () => (x) {}, else_branch = e () => (x) {}> }",
                "m.onnx:2:46: node \"If_0\" (If): has a condition of 2 elements; it must be one");
        assertFault("g (float[4] x) => (y) <bool c = {1}> { y = If (c) <else_branch = e () => (x) {}> }",
                "m.onnx:2:40: node \"If_0\" (If): lacks its attribute 'then_branch'");
        assertFault("g (float[4] x) => (y) <bool c = {1}> { y = If (c) <then_branch = t () => (x, x) {}, else_branch = e () => (x) {}> }",
                "m.onnx:2:40: node \"If_0\" (If): has 1 outputs, but a branch with 2");
        assertFault(
                "g (float[4] x) => (y) <bool c = {1}> { y = If (c) <then_branch = t () => (z) { z = Add (q, x) }, else_branch = e () => (x) {}> }",
                "m.onnx:2:40: node \"If_0\" (If): reads 'q', which nothing defines");
    }
}

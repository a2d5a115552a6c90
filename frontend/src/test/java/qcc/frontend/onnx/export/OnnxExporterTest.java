package qcc.frontend.onnx.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.frontend.onnx.text.ModelPrinter;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;

/** What operations become in ONNX. */
final class OnnxExporterTest {
    private static final String HEADER = """
            <
               ir_version: 8,
               opset_import: ["" : 18],
               producer_name: "qcc"%s
            >
            """;

    @TempDir
    Path folder;

    private ModuleOp imported(String text) throws IOException {
        var file = Files.writeString(folder.resolve("m.onnxtxt"), text);
        return OnnxImporter.read(file, ImportOptions.DEFAULT);
    }

    private static ModuleOp parsed(String ir) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("m.mlir", ir), Dialects.registry(), diagnostics);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    private static String exported(ModuleOp module) {
        var out = new ByteArrayOutputStream();
        ModelPrinter.print(OnnxExporter.model(module, "qcc"), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A network in the forms that we write comes back as it was, but for names of nodes. */
    @Test
    void networksOnReals() throws IOException {
        var text = HEADER.formatted(",\n   doc_string: \"d\",\n   metadata_props: [\"author\": \"a\", \"license\": \"l\"]") + """
                net (float[N,2,4,4] x) => (float[?,3] y) <
                   float[3,2,1,1] w = {1, 2, 3, 4, 5, 6},
                   int64[2] "mean/axes" = {2, 3}
                > {
                   ["node/c"] c = Conv <kernel_shape = [1, 1], strides = [1, 1], pads = [0, 0, 0, 0], group = 1> (x, w)
                   ["node/l"] l = LeakyRelu <alpha = 0.1> (c)
                   ["node/y"] y = ReduceMean <keepdims = 0> (l, "mean/axes")
                }
                """;
        var source = text.replace("\"node/c\"", "c").replace("\"node/l\"", "l").replace("\"node/y\"", "mean");
        assertThat(exported(imported(source))).isEqualTo(text);
    }

    @Test
    void quantizedNetworks() {
        var module = parsed("""
                !x = !quant.uniform<i8:f32, 0.5:3>
                !w = !quant.uniform<i8<-127:127>:f32:0, {0.25, 2.0}>
                !b = !quant.uniform<i32:f32:0, {0.125, 1.0}>
                !y = !quant.uniform<i8:f32, 1.0:-128>
                func.func @main(%x: tensor<1x2xf32> {qcc.name = "x"}) -> (tensor<1x2xf32> {qcc.name = "y"}) {
                  %q = quant.qcast %x : tensor<1x2xf32> to tensor<1x2x!x>
                  %w = nn.constant {value = dense<[[1, 2], [3, 4]]> : tensor<2x2xi8>} : tensor<2x2x!w> loc("w")
                  %b = nn.constant {value = dense<[5, 6]> : tensor<2xi32>} : tensor<2x!b> loc("b")
                  %l = nn.linear %q, %w, %b {clamp = array<i32: -128, 100>, operandSegmentSizes = array<i32: 1, 1, 1, 0>}
                      : (tensor<1x2x!x>, tensor<2x2x!w>, tensor<2x!b>) -> tensor<1x2x!y> loc("l")
                  %y = quant.dcast %l : tensor<1x2x!y> to tensor<1x2xf32>
                  return %y : tensor<1x2xf32>
                }
                """);
        assertThat(exported(module)).isEqualTo(HEADER.formatted("")
                + """
                        main (float[1,2] x) => (float[1,2] y) <
                           float "qcast/scale" = {0.5},
                           int8 "qcast/zero_point" = {3},
                           int8[2,2] w = {1, 2, 3, 4},
                           int32[2] b = {5, 6},
                           float "qcast/dequantized/scale" = {0.5},
                           int8 "qcast/dequantized/zero_point" = {3},
                           float[2] "w/dequantized/scale" = {0.25, 2},
                           int8[2] "w/dequantized/zero_point" = {0, 0},
                           float[2] "b/dequantized/scale" = {0.125, 1},
                           float "l/clamped/bound" = {228},
                           float "l_1/scale" = {1},
                           int8 "l_1/zero_point" = {-128},
                           float "y/scale" = {1},
                           int8 "y/zero_point" = {-128}
                        > {
                           ["node/qcast"] qcast = QuantizeLinear (x, "qcast/scale", "qcast/zero_point")
                           ["node/qcast/dequantized"] "qcast/dequantized" = DequantizeLinear (qcast, "qcast/dequantized/scale", "qcast/dequantized/zero_point")
                           ["node/w/dequantized"] "w/dequantized" = DequantizeLinear <axis = 0> (w, "w/dequantized/scale", "w/dequantized/zero_point")
                           ["node/b/dequantized"] "b/dequantized" = DequantizeLinear <axis = 0> (b, "b/dequantized/scale")
                           ["node/l"] l = Gemm <transB = 1> ("qcast/dequantized", "w/dequantized", "b/dequantized")
                           ["node/l/clamped"] "l/clamped" = Clip (l, "", "l/clamped/bound")
                           ["node/l_1"] l_1 = QuantizeLinear ("l/clamped", "l_1/scale", "l_1/zero_point")
                           ["node/y"] y = DequantizeLinear (l_1, "y/scale", "y/zero_point")
                        }
                        """);
    }

    @Test
    void largeWeightsGoToAFileBesideTheModel() throws IOException {
        var values = new StringBuilder("1");
        for (int i = 2; i <= 600; i++) {
            values.append(", ").append(i);
        }
        var module = imported("""
                <ir_version: 8, opset_import: ["" : 18]>
                net (float[600] x) => (float[600] y) <float[600] w = {%s}, float[600] v = {%s}> { s = Add (x, w) y = Mul (s, v) }
                """.formatted(values, values));
        var file = folder.resolve("out.onnx");
        OnnxExporter.write(module, file, "qcc", 1000);
        assertThat(file).hasSize(Files.size(file)).isNotEmptyFile();
        assertThat(Files.size(file)).isLessThan(1000);
        assertThat(folder.resolve("out.onnx.data")).hasSize(4096 + 2400);
        var again = Printer.toString(OnnxImporter.read(file, ImportOptions.DEFAULT));
        assertThat(again).contains(Printer.toString(module).lines().filter(l -> l.contains(" w: \"0x")).findFirst().orElseThrow().strip());
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("m.onnxtxt", "out.onnx", "out.onnx.data");
        }
    }

    @Test
    void inputsAndRepeatedValuesAsOutputs() throws IOException {
        var module = imported("""
                <ir_version: 8, opset_import: ["" : 18]>
                net (float[2] x) => (float[2] x, float[2] y, float[2] z) { y = Relu (x) z = Identity (y) }
                """);
        assertThat(OnnxExporter.model(module, "qcc").getGraph().getOutputList()).extracting("name").containsExactly("x_1", "y", "z");
    }

    @Test
    void whatCannotBeWritten() {
        assertThatThrownBy(() -> exported(parsed("""
                func.func @main(%x: tensor<1x4x4x2xf32>, %w: tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32> {
                  %y = nn.conv %x, %w {dilations = array<i64: 1, 1>, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 0>,
                                       pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
                      : (tensor<1x4x4x2xf32>, tensor<2x1x1x2xf32>) -> tensor<1x4x4x2xf32> loc("c")
                  return %y : tensor<1x4x4x2xf32>
                }
                """))).isInstanceOf(ExportException.class)
                .hasMessage("'nn.conv' at \"c\" has its channels last; write the network before the pass channels-last");
        assertThatThrownBy(() -> exported(parsed("func.func private @other()")))
                .hasMessageContaining("has no function @main with a body");
    }
}

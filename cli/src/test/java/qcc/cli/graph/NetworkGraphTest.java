package qcc.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import qcc.dialect.Dialects;
import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;

class NetworkGraphTest {
    private static final String NETWORK = """
            func.func @main(%x: tensor<1x3x8x8x!quant.uniform<i8:f32, 0.02:4>> {qcc.name = "image"})
                -> (tensor<1x2x8x8x!quant.uniform<i8:f32, 0.5>> {qcc.name = "class"}) {
              %w = nn.constant {value = dense<1> : tensor<2x3x1x1xi8>}
                  : tensor<2x3x1x1x!quant.uniform<i8:f32:0, {0.001, 0.25}>>
              %y = nn.conv %x, %w {dilations = array<i64: 1, 1>, groups = 1 : i64, layout = "nchw",
                  operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
                  : (tensor<1x3x8x8x!quant.uniform<i8:f32, 0.02:4>>, tensor<2x3x1x1x!quant.uniform<i8:f32:0, {0.001, 0.25}>>)
                  -> tensor<1x2x8x8x!quant.uniform<i8:f32, 0.5>> loc("layer1/conv")
              return %y : tensor<1x2x8x8x!quant.uniform<i8:f32, 0.5>>
            }
            """;

    private static Op parse(String text) {
        var sink = new DiagnosticCollector();
        return Parser.parse(Source.of("test.mlir", text), Dialects.registry(), sink, ParserOptions.ALLOW_UNREGISTERED)
                .orElseThrow(() -> new AssertionError(sink.diagnostics().toString()));
    }

    @Test
    void scalesStandOnEdgesAndConstantsInBoxes() {
        var text = NetworkGraph.of(parse(NETWORK), "net");
        assertThat(text).contains("label=\"nn.conv\\nlayer1/conv\\nweights: 2x3x1x1 i8\"")
                .contains("n0 -> n1 [label=\" 1x3x8x8 i8 \\n scale 0.0200, zero 4 \"]")
                .contains("n1 -> n2 [label=\" 1x2x8x8 i8 \\n scale 0.500, zero 0 \"]").contains("n0 [label=\"image\"")
                .contains("n2 [label=\"class\"").doesNotContain("nn.constant").doesNotContain("subgraph").doesNotContain("strides");
    }

    @Test
    void equalIrGivesEqualBytesInEveryLocale() {
        var text = NetworkGraph.of(parse(NETWORK), "net");
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(NetworkGraph.of(parse(NETWORK), "net")).isEqualTo(text);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void calledFunctionsAreDrawnWhereTheyAreCalled() {
        var text = NetworkGraph.of(parse("""
                func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %y = host.call @host_0(%x) : (tensor<4xf32>) -> tensor<4xf32>
                  %z = host.launch @device_0(%y) {segment = 3 : i64} : (tensor<4xf32>) -> tensor<4xf32>
                  return %z : tensor<4xf32>
                }
                func.func private @host_0(%x: tensor<4xf32>) -> tensor<4xf32> attributes {qcc.device = "host"} {
                  %y = "test.first"(%x) : (tensor<4xf32>) -> tensor<4xf32>
                  return %y : tensor<4xf32>
                }
                func.func private @device_0(%x: tensor<4xf32>) -> tensor<4xf32> attributes {qcc.device = "cim"} {
                  %y = "test.second"(%x) {core = 7 : i64} : (tensor<4xf32>) -> tensor<4xf32>
                  return %y : tensor<4xf32>
                }
                """), "net");
        assertThat(text).contains("label=\"@main\"").contains("label=\"@host_0: host\"").contains("label=\"@device_0: cim, segment 3\"");
        assertThat(text).containsSubsequence("n0 [label=\"argument 0\"", "@host_0", "n1 [label=\"test.first\"", "@device_0",
                "n2 [label=\"test.second", "n3 [label=\"result 0\"");
        assertThat(text).containsSubsequence("n0 -> n1", "n1 -> n2", "n2 -> n3").doesNotContain("host.call").doesNotContain("func.func");
    }

    @Test
    void aConstantThatIsAResultHasABox() {
        assertThat(NetworkGraph.of(parse("""
                func.func @main() -> tensor<2xf32> {
                  %c = nn.constant {value = dense<0.0> : tensor<2xf32>} : tensor<2xf32>
                  return %c : tensor<2xf32>
                }
                """), "net")).contains("nn.constant").contains("n0 -> n1");
    }

    @Test
    void blocksAndRegionsOfUnknownOperationsAreDrawn() {
        var text = NetworkGraph.of(parse("""
                "test.wrap"() ({
                ^bb0(%a: i32):
                  %b = "test.inner"(%a) : (i32) -> i32
                  "test.branch"(%b)[^bb1] : (i32) -> ()
                ^bb1(%c: i32):
                  "test.end"(%c) : (i32) -> ()
                }) : () -> ()
                """), "ir");
        assertThat(text).contains("test.wrap").contains("test.inner").contains("test.end");
        assertThat(text.split("label=\"argument 0\"")).hasSize(3);
    }

    @Test
    void functionsThatCallThemselvesEnd() {
        assertThat(NetworkGraph.of(parse("""
                func.func @f(%x: i32) -> i32 {
                  %y = func.call @f(%x) : (i32) -> i32
                  return %y : i32
                }
                """), "ir")).contains("func.call");
    }

    @Test
    void everyElementOfTheDeviceLevelIsNamed() {
        var text = NetworkGraph.of(parse("""
                cim.group {active_rows = 64 : i64, blocks = [array<i64: 5, 0, 0, 0, 0, 18, 4, 0>, array<i64: 6, 0, 64, 0, 0, 18, 4, 1>],
                           core = 3 : i64, encoding = "twos_complement", matrix = dense<1> : tensor<18x4xi8>,
                           slice_bits = array<i64: 4, 4>, sym_name = "group_0"}
                func.func @main(%x: tensor<1x8x8x2xi8>) -> tensor<1x8x8x4xi32> {
                  %y = cim.product %x {channels = array<i64: 2>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>,
                                       first_column = array<i64: 0>, groups = [@group_0], kernel = array<i64: 3, 3>, pad_value = -128 : i8,
                                       pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>}
                      : (tensor<1x8x8x2xi8>) -> tensor<1x8x8x4xi32>
                  return %y : tensor<1x8x8x4xi32>
                }
                """), "net");
        assertThat(text).contains("cim.product\\n@group_0: 18 x 4\\n2 crossbars on core 3\\nkernel 3, 3\\npads 1, 1, 1, 1")
                .contains(Palette.core(3));
    }
}

package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.chip.Chip;
import qcc.dialect.Dialects;
import qcc.dialect.func.FuncOp;
import qcc.ir.Op;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.passes.mapping.CimLegality;
import qcc.passes.partition.PartitionPass;

/** Why operations run on the host: each reason, and the operation nearest to it that the device does execute. */
class DeviceLegalityTest {
    private static final String MAP = "tensor<1x6x6x2x!quant.uniform<i8:f32, 0.05:3>>";
    private static final String WEIGHTS = "tensor<2x3x3x2x!quant.uniform<i8<-127:127>:f32, 0.01>>";
    private static final String WINDOW = "dilations = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>";
    private static final Chip BARE = TestChips.with("bare", "ops: [add, sub, mul, max, clip, table, requantize, pool, reduce, copy]",
            "ops: [max]", "modes: [double, single, float, shift]", "modes: [single]");

    /** The last operation but the return of a function of those arguments. */
    private static Op operation(String arguments, String body) {
        var text = "func.func @main(" + arguments + ") {\n" + body + "\n  return\n}\n";
        var problems = new DiagnosticCollector();
        var module = Parser.parse(Source.of("legality.mlir", text), Dialects.registry(), problems);
        assertThat(problems.diagnostics()).isEmpty();
        return ((FuncOp) module.orElseThrow().body().first()).entry().last().previous();
    }

    private static Op conv(String properties, String input, String weights, String result) {
        return operation("%x: " + input, """
                %%w = nn.constant {value = dense<1> : tensor<%s>} : %s
                %%y = nn.conv %%x, %%w {operandSegmentSizes = array<i32: 1, 1, 0, 0>, %s} : (%s, %s) -> %s""".formatted(
                weights.replaceAll("tensor<(([0-9]+x)+).*", "$1i8"), weights, properties, input, weights, result));
    }

    private static Op unary(String name, String properties, String input, String result) {
        return operation("%x: " + input, "%%y = %s %%x %s : (%s) -> %s".formatted(name, properties, input, result));
    }

    static Stream<Arguments> refusals() {
        var nhwc = "layout = \"nhwc\", " + WINDOW;
        var other = MAP.replace("1x6x6x2", "1x6x6x1");
        return Stream.of(
                refused("its result is not a static tensor of signed 8-bit integers on one grid",
                        unary("nn.relu", "", "tensor<4xf32>", "tensor<4xf32>")),
                refused("its result is not a static tensor of signed 8-bit integers on one grid",
                        unary("nn.relu", "", "tensor<4x!quant.uniform<u8:f32, 0.5>>", "tensor<4x!quant.uniform<u8:f32, 0.5>>")),
                refused("its result is not a static tensor of signed 8-bit integers on one grid",
                        unary("nn.relu", "", "tensor<?x!quant.uniform<i8:f32, 0.5>>", "tensor<?x!quant.uniform<i8:f32, 0.5>>")),
                refused("its result is not a static tensor of signed 8-bit integers on one grid",
                        unary("nn.relu", "", "tensor<2x!quant.uniform<i8:f32:0, {0.5, 0.25}>>",
                                "tensor<2x!quant.uniform<i8:f32:0, {0.5, 0.25}>>")),
                refused("its operands are not static tensors of signed 8-bit integers on one grid",
                        unary("nn.requantize", "", "tensor<4x!quant.uniform<i16:f32, 0.5>>", "tensor<4x!quant.uniform<i8:f32, 0.5>>")),
                refused("windows slide over two axes, channels last", conv(WINDOW, MAP.replace("1x6x6x2", "1x2x6x6"),
                        WEIGHTS.replace("2x3x3x2", "2x2x3x3"), MAP.replace("1x6x6x2", "1x2x6x6"))),
                refused("a map holds one sample", conv(nhwc, MAP.replace("1x6", "5x6"), WEIGHTS, MAP.replace("1x6", "5x6"))),
                refused("a window has at most 255 rows and columns",
                        unary("nn.max_pool", "{kernel = array<i64: 1, 256>, layout = \"nhwc\", dilations = array<i64: 1, 1>,"
                                + " pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}", MAP.replace("6x6", "1x256"),
                                MAP.replace("6x6", "1x1"))),
                refused("its weights are not symmetric signed integers of at most 8 bits",
                        conv(nhwc, MAP, WEIGHTS.replace("0.01", "0.01:4"), MAP)),
                refused("its weights are not symmetric signed integers of at most 8 bits",
                        conv(nhwc, MAP, WEIGHTS.replace("i8<-127:127>", "u8"), MAP)),
                refused("its weights are not symmetric signed integers of at most 8 bits",
                        conv(nhwc, MAP, WEIGHTS.replace("i8<-127:127>:f32, 0.01", "i8:f32:3, {0.5, 0.25}"), MAP)),
                refused("crossbars multiply with constant weights only", operation("%x: tensor<2x2x!quant.uniform<i8:f32, 0.5>>",
                        "%y = nn.matmul %x, %x : (tensor<2x2x!quant.uniform<i8:f32, 0.5>>, tensor<2x2x!quant.uniform<i8:f32, 0.5>>)"
                                + " -> tensor<2x2x!quant.uniform<i8:f32, 0.5>>")),
                refused("the device takes no constant feature maps", operation("%x: " + MAP, """
                        %%c = nn.constant {value = dense<1> : tensor<1x6x6x2xi8>} : %1$s
                        %%y = nn.add %%x, %%c : (%1$s, %1$s) -> %1$s""".formatted(MAP))),
                refused("the device does not broadcast", operation("%x: " + MAP + ", %z: " + other,
                        "%%y = nn.mul %%x, %%z : (%s, %s) -> %s".formatted(MAP, other, MAP))),
                refused("the device takes means over both spatial axes of one sample, channels last",
                        unary("nn.mean", "{axes = array<i64: 3>, keep_dims = true}", MAP, other)),
                refused("the device has no exponentials", unary("nn.softmax", "{axis = 3 : i64}", MAP, MAP)),
                refused("the device does not divide",
                        operation("%x: " + MAP, "%%y = nn.div %%x, %%x : (%1$s, %1$s) -> %1$s".formatted(MAP))),
                refused("a pad that removes elements must be a slice",
                        unary("nn.pad", "{low = array<i64: 0, -1, 0, 0>, high = array<i64: 0, 0, 0, 0>}", MAP,
                                MAP.replace("1x6x6", "1x5x6"))),
                refused("it is not an operation of a network",
                        operation("%x: tensor<2xf32>", "%y = quant.qcast %x : tensor<2xf32> to tensor<2x!quant.uniform<i8:f32, 0.5>>")),
                refused("constants are not executed", operation("", "%y = nn.constant {value = dense<1> : tensor<2xi8>} : tensor<2xi8>")));
    }

    private static Arguments refused(String reason, Op op) {
        return Arguments.of(reason, op);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWithAReason(String reason, Op op) {
        assertThat(new CimLegality(TestChips.LARGE).refusal(op)).contains(reason);
    }

    static Stream<Arguments> accepted() {
        var nhwc = "layout = \"nhwc\", " + WINDOW;
        return Stream.of(
                Arguments.of(unary("nn.relu", "", "tensor<4x!quant.uniform<i8<-100:100>:f32, 0.5>>",
                        "tensor<4x!quant.uniform<i8<-100:100>:f32, 0.5>>"), "clip"),
                Arguments.of(conv(nhwc, MAP, WEIGHTS, MAP), "double"),
                Arguments.of(conv(nhwc, MAP, WEIGHTS.replace("i8<-127:127>:f32, 0.01", "i8:f32:0, {0.5, 0.25}"), MAP), "double"),
                Arguments.of(unary("nn.max_pool", "{kernel = array<i64: 1, 255>, layout = \"nhwc\", dilations = array<i64: 1, 1>,"
                        + " pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}", MAP.replace("6x6", "1x256"),
                        MAP.replace("6x6", "1x2")), "pool"),
                Arguments.of(operation("%x: " + MAP, "%%y = nn.sub %%x, %%x : (%1$s, %1$s) -> %1$s".formatted(MAP)), "sub"),
                Arguments.of(unary("nn.mean", "{axes = array<i64: 1, 2>, keep_dims = true}", MAP, MAP.replace("6x6", "1x1")), "reduce"),
                Arguments.of(unary("nn.pad", "{low = array<i64: 0, 1, 0, 0>, high = array<i64: 0, 0, 0, 0>}", MAP,
                        MAP.replace("1x6x6", "1x7x6")), "copy"),
                Arguments.of(unary("nn.sigmoid", "", MAP, MAP), "table"),
                Arguments.of(unary("nn.requantize", "", MAP, MAP), "requantize"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("accepted")
    void acceptsWhatTheChipOffers(Op op, String needed) {
        assertThat(new CimLegality(TestChips.LARGE).refusal(op)).isEmpty();
        assertThat(new CimLegality(BARE).refusal(op)).hasValueSatisfying(
                reason -> assertThat(reason).startsWith("chip bare has no ").contains("'" + needed + "'"));
    }

    @Test
    void explainsEachOperationOnTheHost() {
        var text = """
                func.func @main(%%x: %1$s) -> %1$s {
                  %%0 = nn.transpose %%x {permutation = array<i64: 0, 2, 1, 3>} : (%1$s) -> %1$s loc("turn")
                  %%1 = nn.relu %%0 : (%1$s) -> %1$s
                  %%2 = nn.softmax %%1 {axis = 3 : i64} : (%1$s) -> %1$s loc("normalize")
                  return %%2 : %1$s
                }
                """.formatted(MAP);
        var problems = new DiagnosticCollector();
        var module = Parser.parse(Source.of("explain.mlir", text), Dialects.registry(), problems).orElseThrow();
        var outcome = new DeviceCompilation(module, TestChips.LARGE).run(new PartitionPass(true, 0));
        assertThat(outcome.diagnostics()).extracting(Diagnostic::severity).containsOnly(Severity.REMARK);
        assertThat(outcome.diagnostics()).extracting(d -> d.location().describe() + " " + d.message()).isEqualTo(List.of(
                "\"turn\" 'nn.transpose' runs on the host: it only moves elements at the edge of the device's work",
                "\"normalize\" 'nn.softmax' runs on the host: the device has no exponentials"));
    }
}

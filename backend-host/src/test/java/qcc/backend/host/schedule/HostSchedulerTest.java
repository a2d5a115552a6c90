package qcc.backend.host.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.isa.GlobalConstant;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.backend.host.bundle.BundleWriter;
import qcc.backend.host.bundle.ElementKind;
import qcc.backend.host.bundle.HostBuffer;
import qcc.backend.host.bundle.HostCommand.CopyIn;
import qcc.backend.host.bundle.HostCommand.CopyOut;
import qcc.backend.host.bundle.HostCommand.HostOp;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.backend.host.bundle.HostCommand.LoadSegment;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Port;
import qcc.chip.ChipLoader;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.SymbolTable;
import qcc.ir.Value;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Source;

class HostSchedulerTest {
    private static final String FUNCTIONS = """
            func.func private @quantize(%x: tensor<2x3xf32>) -> tensor<2x3xi8> {
              %0 = "test.quantize"(%x) : (tensor<2x3xf32>) -> tensor<2x3xi8>
              return %0 : tensor<2x3xi8>
            }
            func.func private @split(%x: tensor<4xi8>) -> (tensor<4xf32>, tensor<2xi64>) {
              %0:2 = "test.split"(%x) <{weights = dense_resource<w> : tensor<4xi8>}> : (tensor<4xi8>) -> (tensor<4xf32>, tensor<2xi64>)
              return %0#0, %0#1 : tensor<4xf32>, tensor<2xi64>
            }
            func.func private @first(%x: tensor<2x3xi8>) -> tensor<4xi8>
            func.func private @second(%x: tensor<4xi8>, %y: tensor<2x3xi8>) -> tensor<4xi8>
            """;
    private static final String RESOURCES = """

            {-# dialect_resources: { builtin: { w: "0x0100000001020304" } } #-}
            """;
    private static final List<SegmentImage> SEGMENTS = List.of(
            new SegmentImage(List.of(), List.of(new GlobalConstant(0, new byte[5])), List.of(16L), List.of(32L), 48),
            new SegmentImage(List.of(), List.of(), List.of(0L, 16L), List.of(64L), 80));

    private static ModuleOp parse(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("host.mlir", text), Dialects.registry(), diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    private static Bundle schedule(String main) {
        return schedule(main, _ -> Map.of());
    }

    private static Bundle schedule(String main, Function<FuncOp, Map<Value, Value>> kept) {
        var module = parse(main + FUNCTIONS + RESOURCES);
        var function = new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
        return new HostScheduler(module, SEGMENTS, kept.apply(function)).schedule(function, ChipLoader.preset("d6cim-esscirc23"),
                "qcc test", "net");
    }

    private static Bundle wholeNetwork() {
        return schedule("""
                func.func @main(%x: tensor<2x3xf32> {qcc.name = "image"}) -> (tensor<4xf32> {qcc.name = "scores"}, tensor<2xi64>) {
                  %q = "host.call"(%x) <{callee = @quantize}> : (tensor<2x3xf32>) -> tensor<2x3xi8>
                  "host.load_segment"() <{segment = 0 : i64}> : () -> ()
                  %a = "host.launch"(%q) <{callee = @first, segment = 0 : i64}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  "host.load_segment"() <{segment = 1 : i64}> : () -> ()
                  %b = "host.launch"(%a, %q) <{callee = @second, segment = 1 : i64}> : (tensor<4xi8>, tensor<2x3xi8>) -> tensor<4xi8>
                  %y:2 = "host.call"(%b) <{callee = @split}> : (tensor<4xi8>) -> (tensor<4xf32>, tensor<2xi64>)
                  return %y#0, %y#1 : tensor<4xf32>, tensor<2xi64>
                }
                """);
    }

    @Test
    void commandsInOrderWithWhatTheyWaitFor() {
        assertThat(wholeNetwork().commands()).containsExactly( //
                new HostOp(0, List.of(), "quantize", List.of(0), List.of(1)), //
                new LoadSegment(1, List.of(), 0), //
                new CopyIn(2, List.of(0, 1), 1, 16, 6), //
                new Launch(3, List.of(2), 0), //
                new CopyOut(4, List.of(3), 32, 4, 2), //
                new LoadSegment(5, List.of(4), 1), //
                new CopyIn(6, List.of(4, 5), 2, 0, 4), //
                new CopyIn(7, List.of(0, 6), 1, 16, 6), //
                new Launch(8, List.of(7), 1), //
                new CopyOut(9, List.of(8), 64, 4, 3), //
                new HostOp(10, List.of(9), "split", List.of(3), List.of(4, 5)));
    }

    /** What segments keep is copied in once, and out only for the host. */
    @Test
    void valuesInGlobalMemoryAreNotCopied() {
        var bundle = schedule("""
                func.func @main(%q: tensor<2x3xi8>) -> tensor<4xi8> {
                  "host.load_segment"() <{segment = 0 : i64}> : () -> ()
                  %a = "host.launch"(%q) <{callee = @first, segment = 0 : i64}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  "host.load_segment"() <{segment = 1 : i64}> : () -> ()
                  %b = "host.launch"(%a, %q) <{callee = @second, segment = 1 : i64}> : (tensor<4xi8>, tensor<2x3xi8>) -> tensor<4xi8>
                  %y:2 = "host.call"(%a) <{callee = @split}> : (tensor<4xi8>) -> (tensor<4xf32>, tensor<2xi64>)
                  return %b : tensor<4xi8>
                }
                """, main -> {
            var image = main.entry().argument(0);
            var first = main.entry().first().next().result(0);
            return Map.of(image, image, first, first);
        });
        assertThat(bundle.commands()).containsExactly( //
                new LoadSegment(0, List.of(), 0), //
                new CopyIn(1, List.of(0), 0, 16, 6), //
                new Launch(2, List.of(1), 0), //
                new CopyOut(3, List.of(2), 32, 4, 1), //
                new LoadSegment(4, List.of(3), 1), //
                new Launch(5, List.of(4), 1), //
                new CopyOut(6, List.of(5), 64, 4, 2), //
                new HostOp(7, List.of(3), "split", List.of(1), List.of(3, 4)));
    }

    @Test
    void buffersPortsAndMemory() {
        var bundle = wholeNetwork();
        assertThat(bundle.buffers()).containsExactly(new HostBuffer(ElementKind.F32, List.of(2, 3)),
                new HostBuffer(ElementKind.I8, List.of(2, 3)), new HostBuffer(ElementKind.I8, List.of(4)),
                new HostBuffer(ElementKind.I8, List.of(4)), new HostBuffer(ElementKind.F32, List.of(4)),
                new HostBuffer(ElementKind.I64, List.of(2)));
        assertThat(bundle.inputs()).containsExactly(new Port("image", 0));
        assertThat(bundle.outputs()).containsExactly(new Port("scores", 4), new Port("output1", 5));
        assertThat(bundle.globalMemoryBytes()).isEqualTo(80);
        assertThat(bundle.segments().getFirst().constants()).containsExactly(new GlobalConstant(0, new byte[5]));
    }

    @Test
    void theBundleIsValid() {
        var bundle = wholeNetwork();
        assertThat(new BundleReader().parse(new BundleWriter().toBytes(bundle))).isEqualTo(bundle);
    }

    /** Functions that the host calls, once each, and their blobs under new keys; no function of a device. */
    @Test
    void theHostModuleParsesBack() {
        var host = wholeNetwork().hostModule();
        var symbols = new SymbolTable(parse(host.text()));
        assertThat(symbols.lookup("quantize", FuncOp.class)).isPresent();
        assertThat(symbols.lookup("split", FuncOp.class)).isPresent();
        assertThat(symbols.lookup("first")).isEmpty();
        assertThat(symbols.lookup("main")).isEmpty();
        assertThat(host.blobs()).containsExactly(new HostModule.Blob("blob_000000", new byte[]{1, 2, 3, 4}));
        assertThat(host.text()).contains("dense_resource<blob_000000>").doesNotContain("dialect_resources");
    }

    /** A host function may call others; they go with it. */
    @Test
    void calledFunctionsFollow() {
        var bundle = schedule("""
                func.func @main(%x: tensor<2x3xf32>) -> tensor<2x3xi8> {
                  %a = "host.call"(%x) <{callee = @outer}> : (tensor<2x3xf32>) -> tensor<2x3xi8>
                  %b = "host.call"(%x) <{callee = @quantize}> : (tensor<2x3xf32>) -> tensor<2x3xi8>
                  return %b : tensor<2x3xi8>
                }
                func.func private @outer(%x: tensor<2x3xf32>) -> tensor<2x3xi8> {
                  %0 = call @inner(%x) : (tensor<2x3xf32>) -> tensor<2x3xi8>
                  return %0 : tensor<2x3xi8>
                }
                func.func private @inner(%x: tensor<2x3xf32>) -> tensor<2x3xi8> {
                  %0 = call @quantize(%x) : (tensor<2x3xf32>) -> tensor<2x3xi8>
                  return %0 : tensor<2x3xi8>
                }
                """);
        var symbols = new SymbolTable(parse(bundle.hostModule().text()));
        assertThat(List.of("outer", "inner", "quantize")).allMatch(name -> symbols.lookup(name, FuncOp.class).isPresent());
        assertThat(bundle.hostModule().text().split("sym_name = \"quantize\"")).hasSize(2);
    }

    @Test
    void anInputMayBeAnOutput() {
        var bundle = schedule("func.func @main(%x: tensor<1x7xi16>) -> tensor<1x7xi16> { return %x : tensor<1x7xi16> }\n");
        assertThat(bundle.inputs()).containsExactly(new Port("input0", 0));
        assertThat(bundle.outputs()).containsExactly(new Port("output0", 0));
        assertThat(bundle.commands()).isEmpty();
        assertThat(bundle.hostModule()).isEqualTo(HostModule.EMPTY);
    }

    @Test
    void quantizedValuesAreBuffersOfTheirStorage() {
        var bundle = schedule("""
                func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>, %y: tensor<2x!quant.uniform<u8:f32, 0.5>>, %z: tensor<i1>) {
                  return
                }
                """);
        assertThat(bundle.buffers()).extracting(HostBuffer::kind).containsExactly(ElementKind.I8, ElementKind.U8, ElementKind.BOOL);
    }

    private static void assertRefused(String main, String message) {
        assertThatThrownBy(() -> schedule(main)).isInstanceOf(ScheduleException.class).hasMessage(message);
    }

    @Test
    void foreignOperations() {
        assertRefused("""
                func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
                  %0 = "test.relu"(%x) : (tensor<4xf32>) -> tensor<4xf32>
                  return %0 : tensor<4xf32>
                }
                """, "no host command for 'test.relu' at host.mlir:2:8: it is not an operation of the host");
    }

    @Test
    void dynamicShapesAndOddElements() {
        assertRefused("func.func @main(%x: tensor<?x4xf32>) { return }\n",
                "no host command for 'func.func' at host.mlir:1:1: the host passes static tensors only, not tensor<?x4xf32>");
        assertRefused("func.func @main(%x: tensor<4xf16>) { return }\n",
                "no host command for 'func.func' at host.mlir:1:1: the host has no buffers of f16");
        assertRefused("func.func @main(%x: tensor<0x4xf32>) { return }\n",
                "no host command for 'func.func' at host.mlir:1:1: a host buffer's dimensions must be at least 1: [0, 4]");
    }

    @Test
    void missingSegments() {
        assertRefused("func.func @main() {\n  \"host.load_segment\"() <{segment = 2 : i64}> : () -> ()\n  return\n}\n",
                "no host command for 'host.load_segment' at host.mlir:2:3: there is no segment 2, only 0 to 1");
        assertRefused("""
                func.func @main(%x: tensor<2x3xi8>) {
                  %a = "host.launch"(%x) <{callee = @first, segment = -1 : i64}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  return
                }
                """, "no host command for 'host.launch' at host.mlir:2:8: there is no segment -1, only 0 to 1");
    }

    @Test
    void launchesOfWhatIsNotLoaded() {
        assertRefused("""
                func.func @main(%x: tensor<2x3xi8>) {
                  "host.load_segment"() <{segment = 1 : i64}> : () -> ()
                  %a = "host.launch"(%x) <{callee = @first, segment = 0 : i64}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  return
                }
                """, "no host command for 'host.launch' at host.mlir:3:8: segment 0 must be loaded before it is launched");
    }

    @Test
    void launchesThatDoNotFitTheirSegment() {
        assertRefused("""
                func.func @main(%x: tensor<2x3xi8>) {
                  "host.load_segment"() <{segment = 1 : i64}> : () -> ()
                  %a = "host.launch"(%x) <{callee = @first, segment = 1 : i64}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  return
                }
                """, "no host command for 'host.launch' at host.mlir:3:8: segment 1 has 2 arguments and 1 results, not 1 and 1");
    }

    @Test
    void missingFunctions() {
        assertRefused("""
                func.func @main(%x: tensor<4xf32>) {
                  %0 = "host.call"(%x) <{callee = @nothing}> : (tensor<4xf32>) -> tensor<4xf32>
                  return
                }
                """, "no host command for 'host.call' at host.mlir:2:8: there is no function @nothing");
        assertRefused("""
                func.func @main(%x: tensor<2x3xi8>) {
                  %0 = "host.call"(%x) <{callee = @first}> : (tensor<2x3xi8>) -> tensor<4xi8>
                  return
                }
                """, "no host command for 'host.call' at host.mlir:2:8: function @first has no body");
    }

    @Test
    void deviceOperationsInHostFunctions() {
        assertRefused("""
                func.func @main(%x: tensor<4xi8>) {
                  %0 = "host.call"(%x) <{callee = @onChip}> : (tensor<4xi8>) -> tensor<2x2xi8>
                  return
                }
                func.func private @onChip(%x: tensor<4xi8>) -> tensor<2x2xi8> {
                  %0 = "cim.view"(%x) : (tensor<4xi8>) -> tensor<2x2xi8>
                  return %0 : tensor<2x2xi8>
                }
                """, "no host command for 'cim.view' at host.mlir:6:8: the host cannot run an operation of a device");
    }

    @Test
    void portsOfOneName() {
        assertRefused("""
                func.func @main(%x: tensor<4xi8> {qcc.name = "a"}, %y: tensor<4xi8> {qcc.name = "a"}) {
                  return
                }
                """, "no host command for 'func.func' at host.mlir:1:1: two inputs of the network are called 'a'");
    }
}

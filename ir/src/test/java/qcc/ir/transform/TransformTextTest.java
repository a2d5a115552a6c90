package qcc.ir.transform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import qcc.dialect.Dialects;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.IrDump;
import qcc.ir.pass.IrPrinting;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.PassRegistry;
import qcc.ir.pass.PassSelection;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;

/** From text to text: parser, pipeline, printer. */
class TransformTextTest {
    private final DiagnosticCollector diagnostics = new DiagnosticCollector();
    private final StringBuilder dumps = new StringBuilder();

    private String run(String pipeline, String text) throws PipelineException {
        var registry = Dialects.registry();
        var module = Parser.parse(Source.of("test.mlir", text), registry, diagnostics, ParserOptions.ALLOW_UNREGISTERED)
                .orElseThrow();
        var printing = new IrPrinting(PassSelection.NONE, PassSelection.ALL, true, true, false, Printer::toString, IrDump.to(dumps));
        new PassManager(new PassRegistry(CorePasses.LIST).parse(pipeline)).with(printing).run(module,
                new PassContext(registry, diagnostics));
        assertThat(diagnostics.diagnostics()).isEmpty();
        return Printer.toString(module);
    }

    @Test
    void canonicalizeFoldsQuantizationBackToTheSameGridOnly() throws PipelineException {
        assertThat(run("builtin.module(func.func(canonicalize))", """
                func.func @same(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>> {
                  %0 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
                  %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.5>>
                  return %1 : tensor<4x!quant.uniform<i8:f32, 0.5>>
                }
                func.func @other(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.25>> {
                  %0 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
                  %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.25>>
                  return %1 : tensor<4x!quant.uniform<i8:f32, 0.25>>
                }
                """)).isEqualTo("""
                module {
                  func.func @same(%arg0: tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>) \
                -> tensor<4x!quant.uniform<i8:f32, 5.000000e-01>> {
                    return %arg0 : tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>
                  }
                  func.func @other(%arg0: tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>) \
                -> tensor<4x!quant.uniform<i8:f32, 2.500000e-01>> {
                    %0 = quant.dcast %arg0 : tensor<4x!quant.uniform<i8:f32, 5.000000e-01>> to tensor<4xf32>
                    %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 2.500000e-01>>
                    return %1 : tensor<4x!quant.uniform<i8:f32, 2.500000e-01>>
                  }
                }
                """);
    }

    @Test
    void pipelineOfPassesAndWhatIsPrintedAfterChanges() throws PipelineException {
        assertThat(run("builtin.module(func.func(cse,dce),symbol-dce)", """
                func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> (tensor<4xf32>, tensor<4xf32>) {
                  %0 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
                  %1 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
                  %2 = quant.qcast %1 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.25>>
                  call @used() : () -> ()
                  return %0, %1 : tensor<4xf32>, tensor<4xf32>
                }
                func.func private @used() {
                  return
                }
                func.func private @unused() {
                  call @used() : () -> ()
                  return
                }
                """)).isEqualTo("""
                module {
                  func.func @main(%arg0: tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>) -> (tensor<4xf32>, tensor<4xf32>) {
                    %0 = quant.dcast %arg0 : tensor<4x!quant.uniform<i8:f32, 5.000000e-01>> to tensor<4xf32>
                    call @used() : () -> ()
                    return %0, %0 : tensor<4xf32>, tensor<4xf32>
                  }
                  func.func private @used() {
                    return
                  }
                }
                """);
        assertThat(dumps.toString().lines().filter(line -> line.startsWith("// -----//"))).containsExactly(
                "// -----// IR Dump After cse ('func.func' operation: @main) //----- //",
                "// -----// IR Dump After symbol-dce ('builtin.module' operation) //----- //");
    }

    @Test
    void operationsNobodyKnowsStay() throws PipelineException {
        var text = """
                module {
                  %0 = "x.a"() : () -> i32
                  %1 = "x.a"() : () -> i32
                }
                """;
        assertThat(run("any(canonicalize,cse,dce,symbol-dce)", text)).isEqualTo(text);
    }
}

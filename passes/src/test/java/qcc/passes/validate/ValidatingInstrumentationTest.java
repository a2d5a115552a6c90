package qcc.passes.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SubOp;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.diagnostic.Severity;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.rewrite.Rewriter;
import qcc.passes.PassText;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.tensor.FloatTensor;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;

class ValidatingInstrumentationTest {
    private static final String SUM = """
            func.func @main(%x: tensor<?x2xf32> {qcc.dim_names = ["N", ""]}) -> tensor<?x2xf32> {
              %0 = nn.add %x, %x : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x2xf32>
              %1 = nn.relu %0 : (tensor<?x2xf32>) -> tensor<?x2xf32>
              return %1 : tensor<?x2xf32>
            }
            """;

    private static void replaceSum(Op root, boolean divide) {
        var rewriter = new Rewriter("wrong");
        root.walk(AddOp.class, sum -> rewriter.replaceWithNew(sum, divide ? DivOp.DEF : SubOp.DEF,
                new OpState(sum.location()).operands(sum.operands()).results(sum.resultTypes())));
    }

    @PassInfo(name = "wrong-exact", summary = "subtracts instead of adding", effect = NumericEffect.EXACT, anchor = "func.func")
    record WrongExactPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            replaceSum(root, false);
            return Result.UNCHANGED;
        }
    }

    @PassInfo(name = "wrong-reassociation", summary = "divides instead of adding", effect = NumericEffect.REASSOCIATES, anchor = "func.func")
    record WrongReassociationPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            replaceSum(root, true);
            return Result.CHANGED;
        }
    }

    @PassInfo(name = "drop-relu-in-vain", summary = "drops a relu that this input does not need", effect = NumericEffect.EXACT, anchor = "func.func")
    record DropReluPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            root.walk(ReluOp.class, relu -> new Rewriter("drop").replace(relu, relu.input()));
            return Result.CHANGED;
        }
    }

    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    private Pass.Result run(Pass... passes) {
        var tensor = new FloatTensor(Shape.of(1, 2), new float[]{1, 2});
        var data = new CalibrationData(List.of(new CalibrationInput("samples", SampleSource.of(tensor))));
        var context = PassText.context(diagnostics).with(CalibrationData.class, data);
        return new PassManager(Pipeline.nesting("builtin.module", List.of(passes))).with(new ValidatingInstrumentation(data))
                .run(PassText.parse(SUM), context);
    }

    @Test
    void namesThePassThatIsNotExact() {
        assertThat(run(new ResolveShapesPass(), new WrongExactPass(), new DropReluPass())).isEqualTo(Pass.Result.FAILED);
        assertThat(diagnostics.diagnostics()).singleElement().satisfies(d -> assertThat(d.message()).isEqualTo(
                "pass 'wrong-exact' breaks its declaration: @main moves output 0, though the pass declares to be exact: 4.0 becomes 0.0 at [0, 0, 1]"));
    }

    @Test
    void namesThePassThatMovesMoreThanRounding() {
        assertThat(run(new ResolveShapesPass(), new WrongReassociationPass())).isEqualTo(Pass.Result.FAILED);
        assertThat(diagnostics.diagnostics()).singleElement()
                .satisfies(d -> assertThat(d.message()).contains("'wrong-reassociation'").contains("4.0 becomes 1.0 at [0, 0, 1]"));
    }

    @Test
    void acceptsWhatKeepsTheSample() {
        assertThat(run(new ResolveShapesPass(), new DropReluPass())).isEqualTo(Pass.Result.CHANGED);
        assertThat(diagnostics.diagnostics()).isEmpty();
    }

    @Test
    void tellsTheNoiseOfALossyPass() {
        assertThat(run(new ResolveShapesPass(), new CalibratePass(), new QuantizePass())).isEqualTo(Pass.Result.CHANGED);
        assertThat(diagnostics.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.REMARK);
            assertThat(d.message()).matches("pass 'quantize': output 0 has a signal-to-noise ratio of ([0-9.]+ dB|infinity)");
        });
    }
}

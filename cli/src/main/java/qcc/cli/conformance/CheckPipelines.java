package qcc.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.Severity;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.transform.CsePass;
import qcc.ir.verify.IrVerifier;
import qcc.passes.fuse.FoldBatchNormPass;
import qcc.passes.fuse.FusePass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.passes.simplify.SimplifyPass;
import qcc.tensor.SampleSource;
import qcc.tensor.Tensor;

/** The passes between the levels of a check. Shapes that depend on data may stay: vectors feed even axes as inputs. */
final class CheckPipelines {
    private CheckPipelines() {}

    /** Static shapes as far as they do not depend on data, and everything folded that can be. */
    static void canonicalize(ModuleOp module) {
        run(module, new CalibrationData(List.of()), canonicalization());
    }

    /** Integers where operations have them, calibrated on one sample for each input. */
    static void quantize(ModuleOp module, List<Tensor> inputs) {
        var passes = new ArrayList<>(canonicalization());
        passes.addAll(List.of(new FoldBatchNormPass(), new FusePass(), new SimplifyPass(), new CsePass(), new CalibratePass(),
                new UnifyScalesPass(), new QuantizePass()));
        run(module, new CalibrationData(inputs.stream().map(t -> new CalibrationInput("test vector", SampleSource.of(t))).toList()),
                passes);
    }

    private static List<Pass> canonicalization() {
        return List.of(new ResolveShapesPass(List.of(), true), new ConstantFoldPass(), new SimplifyPass(), new CanonicalizePass(),
                new CsePass());
    }

    private static void run(ModuleOp module, CalibrationData calibration, List<Pass> passes) {
        var problems = new ArrayList<Diagnostic>();
        var context = new PassContext(Dialects.registry(), problems::add).with(CalibrationData.class, calibration);
        var manager = new PassManager(Pipeline.nesting("builtin.module", passes)).withVerifier(IrVerifier::verify);
        if (manager.run(module, context) == Pass.Result.FAILED) {
            throw new CheckFailure(problems.stream().filter(d -> d.severity() == Severity.ERROR).map(Diagnostic::message).findFirst()
                    .orElse("a pass failed"));
        }
    }
}

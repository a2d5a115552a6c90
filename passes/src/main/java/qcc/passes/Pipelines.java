package qcc.passes;

import java.util.ArrayList;
import java.util.List;
import qcc.ir.pass.Pass;
import qcc.ir.pass.Pipeline;
import qcc.ir.transform.CsePass;
import qcc.passes.fuse.FoldBatchNormPass;
import qcc.passes.fuse.FusePass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.passes.simplify.SimplifyPass;

/** The pipelines from an imported network to integers. */
public final class Pipelines {
    private static final String MODULE = "builtin.module";

    private Pipelines() {}

    /** Static shapes and as few operations on reals as possible. */
    public static Pipeline prepare(ResolveShapesPass shapes) {
        return Pipeline.nesting(MODULE, preparation(shapes));
    }

    /** From an imported network to integers; calibration needs samples, in the pass's options or in the context. */
    public static Pipeline quantize(ResolveShapesPass shapes, CalibratePass calibration, UnifyScalesPass scales,
            QuantizePass quantization) {
        var passes = new ArrayList<>(preparation(shapes));
        passes.addAll(List.of(calibration, scales, quantization));
        return Pipeline.nesting(MODULE, passes);
    }

    private static List<Pass> preparation(ResolveShapesPass shapes) {
        return List.of(shapes, new ConstantFoldPass(), new SimplifyPass(), new FoldBatchNormPass(), new FusePass(), new SimplifyPass(),
                new CsePass());
    }
}

package qcc.passes;

import java.util.List;
import qcc.ir.pass.Pass;
import qcc.passes.fuse.FoldBatchNormPass;
import qcc.passes.fuse.FusePass;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.loss.CalibrateConvertersPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.passes.simplify.SimplifyPass;

/** The passes of this module, for registries and reference pages. */
public final class Passes {
    /** All passes, sorted by name. */
    public static final List<Class<? extends Pass>> ALL = List.of(
            CalibratePass.class, //
            CalibrateConvertersPass.class, //
            ChannelsLastPass.class, //
            ConstantFoldPass.class, //
            FoldBatchNormPass.class, //
            FusePass.class, //
            LowerToCimPass.class, //
            PartitionPass.class, //
            QuantizePass.class, //
            ResolveShapesPass.class, //
            SimplifyPass.class, //
            UnifyScalesPass.class);

    private Passes() {}
}

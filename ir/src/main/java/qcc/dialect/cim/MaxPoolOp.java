package qcc.dialect.cim;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The largest storage integer of each window over its valid elements. */
public final class MaxPoolOp extends Op implements CimComputeOp, Pure, InferredTypes {
    public static final OpDef<MaxPoolOp> DEF = OpDef.of("cim.max_pool", MaxPoolOp.class, MaxPoolOp::new)
            .summary("the largest element of a sliding window")
            .description("""
                    The map is [1, H, W, C] and the window slides over H and W: `kernel` elements, `dilations` apart, moved by
                    `strides`; padding is listed as top, left, bottom, right.

                    Padding takes no part.""")
            .example("""
                    %y = cim.max_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 3, 3>, pads = array<i64: 1, 1, 1, 1>,
                                          strides = array<i64: 2, 2>}
                        : (tensor<1x8x8x16xi8>) -> tensor<1x4x4x16xi8>""")
            .operand("input", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .attribute("kernel", DenseArrayAttr.class, "rows and columns of the window")
            .attribute("strides", DenseArrayAttr.class, "step between windows, down and across")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window, down and across")
            .attribute("pads", DenseArrayAttr.class, "elements added at the top, left, bottom, right")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .format("operands attr-dict `:` functional-type");

    private MaxPoolOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public Window window() {
        return Window.of(this);
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public List<Shape> inferShapes() {
        var type = (TensorType) input().type();
        return List.of(window().outputShape(type.shape(), Layout.NHWC, type.dimension(3)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

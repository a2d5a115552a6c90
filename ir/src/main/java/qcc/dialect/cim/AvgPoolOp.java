package qcc.dialect.cim;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The mean of raw storage integers over each window: the sum divided with rounding half away from zero.
 *
 * <p>The divisor is the number of valid elements, or the size of the window where padding takes part.
 */
public final class AvgPoolOp extends Op implements CimComputeOp, Pure, InferredTypes {
    public static final OpDef<AvgPoolOp> DEF = OpDef.of("cim.avg_pool", AvgPoolOp.class, AvgPoolOp::new)
            .summary("the mean of a sliding window")
            .description("""
                    The map is [1, H, W, C] and the window slides over H and W: `kernel` elements, `dilations` apart, moved by
                    `strides`; padding is listed as top, left, bottom, right.

                    Raw storage integers are summed and divided, rounding half away from zero, by the number of valid elements, or
                    by the size of the window where `count_include_pad` holds; padding then stands for `pad_value`, the grid's zero.""")
            .example("""
                    %y = cim.avg_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>,
                                          strides = array<i64: 2, 2>}
                        : (tensor<1x8x8x16xi8>) -> tensor<1x4x4x16xi8>""")
            .operand("input", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .attribute("kernel", DenseArrayAttr.class, "rows and columns of the window")
            .attribute("strides", DenseArrayAttr.class, "step between windows, down and across")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window, down and across")
            .attribute("pads", DenseArrayAttr.class, "elements added at the top, left, bottom, right")
            .attribute("count_include_pad", IntegerAttr.FALSE, "whether padding takes part, as pad_value")
            .attribute("pad_value", new IntegerAttr(0, IntegerType.I8), "the storage integer of zero")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .format("operands attr-dict `:` functional-type");

    private AvgPoolOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public Window window() {
        return Window.of(this);
    }

    /** Whether padding takes part. */
    public boolean countIncludePad() {
        return property("count_include_pad", IntegerAttr.class).isTrue();
    }

    /** The storage integer that padding stands for. */
    public int padValue() {
        return (int) longProperty("pad_value");
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

package qcc.dialect.nn;

import java.util.List;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The mean of each window: over its valid elements, or over all with padding counted as zero.
 *
 * <p>On quantized tensors: the sum of raw integers divided with rounding half away from zero, on one grid.
 */
public final class AvgPoolOp extends Op implements NnPool, Pure, InferredTypes {
    public static final OpDef<AvgPoolOp> DEF = OpDef.of("nn.avg_pool", AvgPoolOp.class, AvgPoolOp::new)
            .summary("the mean of a sliding window")
            .description("""
                    The window has `kernel` elements on each spatial axis, `dilations` apart, and moves by `strides`. Padding is
                    listed as ONNX does: the elements before every spatial axis, then those after. An axis has
                    `floor((input + pads - ((kernel - 1) * dilation + 1)) / stride) + 1` outputs. Maps are [N, C, spatial...] in
                    layout `nchw` and [N, spatial..., C] in `nhwc`.

                    The sum is divided by the number of valid elements, or by the size of the window where `count_include_pad`
                    holds; padding then counts as zero. On quantized tensors raw storage integers are summed and divided, rounding
                    half away from zero; input and result share one grid.""")
            .example("""
                    %y = nn.avg_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>,
                                         strides = array<i64: 2, 2>}
                        : (tensor<1x16x8x8xf32>) -> tensor<1x16x4x4xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("kernel", DenseArrayAttr.class, "elements of the window on each spatial axis")
            .attribute("strides", DenseArrayAttr.class, "step between output elements on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute(Layout.PROPERTY, Layout.NCHW.attribute(), "the order of the axes")
            .attribute("count_include_pad", IntegerAttr.FALSE, "whether padding counts as zero elements")
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private AvgPoolOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the grid of the input. */
    public static AvgPoolOp create(OpBuilder builder, Location location, Value input, Window window, boolean countIncludePad,
            Layout layout) {
        var type = (TensorType) input.type();
        var shape = window.outputShape(type.shape(), layout, type.dimension(layout.channelAxis(type.rank())));
        return builder.create(DEF, new OpState(location).operands(input)
                .properties(window.properties())
                .property("count_include_pad", IntegerAttr.ofBoolean(countIncludePad))
                .property(Layout.PROPERTY, layout.attribute()).results(type.withShape(shape)));
    }

    public Value input() {
        return operand(0);
    }

    /** Whether padding counts as zero elements. */
    public boolean countIncludePad() {
        return property("count_include_pad", IntegerAttr.class).isTrue();
    }

    @Override
    public Window window() {
        return Window.of(this);
    }

    @Override
    public Layout layout() {
        return Layout.of(stringProperty(Layout.PROPERTY));
    }

    @Override
    public List<Shape> inferShapes() {
        var type = (TensorType) input().type();
        return List.of(window().outputShape(type.shape(), layout(), type.dimension(layout().channelAxis(type.rank()))));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}

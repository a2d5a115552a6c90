package qcc.dialect.nn;

import java.util.List;
import qcc.ir.DenseArrayAttr;
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

/** The largest valid element of each window; padding takes no part. Exact on one grid. */
public final class MaxPoolOp extends Op implements NnPool, Pure, InferredTypes {
    public static final OpDef<MaxPoolOp> DEF = OpDef.of("nn.max_pool", MaxPoolOp.class, MaxPoolOp::new)
            .summary("the largest element of a sliding window")
            .description("""
                    The window has `kernel` elements on each spatial axis, `dilations` apart, and moves by `strides`. Padding is
                    listed as ONNX does: the elements before every spatial axis, then those after. An axis has
                    `floor((input + pads - ((kernel - 1) * dilation + 1)) / stride) + 1` outputs. Maps are [N, C, spatial...] in
                    layout `nchw` and [N, spatial..., C] in `nhwc`.

                    Padding takes no part. Input and result have one element type, so that a quantized maximum is exact.""")
            .example("""
                    %y = nn.max_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 3, 3>, layout = "nhwc",
                                         pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 2, 2>}
                        : (tensor<1x8x8x16xf32>) -> tensor<1x4x4x16xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("kernel", DenseArrayAttr.class, "elements of the window on each spatial axis")
            .attribute("strides", DenseArrayAttr.class, "step between output elements on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute(Layout.PROPERTY, Layout.NCHW.attribute(), "the order of the axes")
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private MaxPoolOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the grid of the input. */
    public static MaxPoolOp create(OpBuilder builder, Location location, Value input, Window window, Layout layout) {
        var type = (TensorType) input.type();
        var shape = window.outputShape(type.shape(), layout, type.dimension(layout.channelAxis(type.rank())));
        return builder.create(DEF, new OpState(location).operands(input)
                .properties(window.properties())
                .property(Layout.PROPERTY, layout.attribute()).results(type.withShape(shape)));
    }

    public Value input() {
        return operand(0);
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

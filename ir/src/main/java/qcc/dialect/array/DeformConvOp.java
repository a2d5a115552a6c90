package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** A convolution whose elements are read at places that are data. */
public final class DeformConvOp extends Op implements ArrayWindow {
    public static final OpDef<DeformConvOp> DEF = OpDef.of("array.deform_conv", DeformConvOp.class, DeformConvOp::new)
            .summary("a convolution that reads at places that are data")
            .description(
                    """
                            A convolution of [N, C, H, W] with weights [M, C / groups, kernel...] in which the element k of the window is read `offset` away from its place, interpolated
                            between its four neighbors, with 0 outside. `offset` has shape [N, offset_groups * kernel elements * 2, out...]: first the rows, then the columns; the
                            optional `mask`, [N, offset_groups * kernel elements, out...], is a factor of each element.""")
            .example(
                    """
                            %y = array.deform_conv %x, %w, %offset {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
                                : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x8x2x2xf32>) -> tensor<1x1x2x2xf32>""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("weights", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("offset", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("bias", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("mask", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("strides", DenseArrayAttr.class, "step between windows on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute("groups", IntegerAttr.of(1), "independent groups of channels")
            .attribute("offset_groups", IntegerAttr.of(1), "groups of channels with offsets of their own")
            .result("result", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private DeformConvOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the kernel of the window is that of the weights. */
    public static DeformConvOp create(OpBuilder builder, Location location, List<Value> inputs, Optional<Value> bias, Optional<Value> mask,
            Window window, long groups, long offsetGroups) {
        var type = (TensorType) inputs.getFirst().type();
        var state = new OpState(location);
        inputs.forEach(input -> state.segment(List.of(input)));
        return builder.create(DEF, state.segment(bias.stream().toList()).segment(mask.stream().toList())
                .properties(window.properties().without("kernel")).property("groups", IntegerAttr.of(groups))
                .property("offset_groups", IntegerAttr.of(offsetGroups))
                .results(type.withShape(inferShape(type.shape(), ArrayTypes.shape(inputs.get(1)), window))));
    }

    public Optional<Value> bias() {
        return optionalOperand(3);
    }

    public Optional<Value> mask() {
        return optionalOperand(4);
    }

    public int groups() {
        return (int) longProperty("groups");
    }

    public int offsetGroups() {
        return (int) longProperty("offset_groups");
    }

    /** The window, whose kernel is that of the weights. */
    public Window window() {
        return Windows.ofWeights(this, ArrayTypes.shape(operand(1)));
    }

    private static Shape inferShape(Shape input, Shape weights, Window window) {
        ArrayTypes.requireRank(input, 4, "maps");
        Windows.requireMaps(input, window);
        return window.outputShape(input, Layout.NCHW, weights.dimension(0));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1)), window()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        var input = ArrayTypes.shape(operand(0));
        var weights = ArrayTypes.shape(operand(1));
        if (groups() < 1 || offsetGroups() < 1 || weights.dimension(0) % groups() != 0 || input.dimension(1) % offsetGroups() != 0
                || input.dimension(1) != weights.dimension(1) * groups()) {
            check.error("has weights of shape %s in %d groups and %d groups of offsets for an input of shape %s", weights, groups(),
                    offsetGroups(), input);
            return;
        }
        long places = offsetGroups() * window().kernel().stream().reduce(1L, Math::multiplyExact);
        verifyPlaces(check, operand(2), "offsets", 2 * places);
        mask().ifPresent(m -> verifyPlaces(check, m, "a mask", places));
    }

    private void verifyPlaces(Verifier check, Value value, String what, long channels) {
        var expected = ArrayTypes.shape(result()).with(1, channels);
        if (!InferredTypes.agree(ArrayTypes.shape(value), expected)) {
            check.error("expects %s of shape %s, not %s", what, expected, ArrayTypes.shape(value));
        }
    }
}

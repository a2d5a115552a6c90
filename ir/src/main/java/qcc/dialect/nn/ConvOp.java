package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** A convolution: grouped, dilated, over any number of spatial axes.
 *
 * <p>{@code result = clamp(conv(input, weights) + bias + residual)}. On quantized tensors: i32 accumulation of
 * {@code (x - zx) * (w - zw)}, i32 bias, residual scaled onto the accumulator, one requantization, clamp in output integers.
 */
public final class ConvOp extends Op implements NnProduct, Pure, InferredTypes {
    public static final OpDef<ConvOp> DEF = OpDef.of("nn.conv", ConvOp.class, ConvOp::new)
            .summary("a convolution with optional bias, residual and activation")
            .description("""
                    `result = clamp(conv(input, weights) + bias + residual)` over any number of spatial axes. The kernel's size is
                    that of the weights: [O, I/groups, spatial...] in layout `nchw`, where maps are [N, C, spatial...];
                    [O, spatial..., I/groups] in `nhwc`, where maps are [N, spatial..., C]. Input channels are divided into `groups`
                    neighboring groups and so are output channels; with one input channel in each group the convolution is
                    depthwise. `bias` has O elements, `residual` the shape of the result.

                    Padding is listed as ONNX does: the elements before every spatial axis, then those after; it counts as zero. An
                    axis has `floor((input + pads - ((kernel - 1) * dilation + 1)) / stride) + 1` outputs.

                    On quantized tensors `(x - zx) * (w - zw)` is accumulated in i32, with `x = zx` in the padding. The bias is an
                    i32 tensor on the grid `sx * sw[c]`; `r - zr` is scaled by `sr / (sx * sw[c])` and added to the accumulator; one
                    requantization by `sx * sw[c] / sy` in the mode in force follows, then the zero point and `clamp` in integers of
                    the output grid. The two branches need no common scale.

                    A sum longer than a device can make at once is made in parts. A quantized convolution whose result is a plain
                    i32 tensor keeps the sums of its accumulators, bias included, and neither has a residual nor requantizes. Where
                    the bias is a plain i32 tensor of the shape of the result, it is such sums of another part.

                    `operandSegmentSizes` says which of the optional operands are there.""")
            .example("""
                    %y = nn.conv %x, %w, %bias {clamp = array<f64: 0.000000e+00, 0x7FF0000000000000>, dilations = array<i64: 1, 1>,
                                                operandSegmentSizes = array<i32: 1, 1, 1, 0>, pads = array<i64: 1, 1, 1, 1>,
                                                strides = array<i64: 2, 2>}
                        : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>) -> tensor<1x4x4x4xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .operand("weights", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .optionalOperand("bias", Types.OR_SUMS_PHRASE, Types.OR_SUMS)
            .optionalOperand("residual", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("strides", DenseArrayAttr.class, "step between output elements on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute("groups", IntegerAttr.of(1), "independent groups of channels")
            .attribute(Layout.PROPERTY, Layout.NCHW.attribute(), "nchw: weights [O, I/groups, spatial]; nhwc: [O, spatial, I/groups]")
            .optionalAttribute(Clamp.PROPERTY, DenseArrayAttr.class, "the fused activation: [min, max]")
            .result("result", Types.OR_SUMS_PHRASE, Types.OR_SUMS)
            .format("operands attr-dict `:` functional-type");

    private ConvOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a convolution of reals; the result's shape is inferred. */
    public static ConvOp create(OpBuilder builder, Location location, Value input, Value weights, Optional<Value> bias, Window window,
            long groups,
            Layout layout) {
        var shape = inferShape(((TensorType) input.type()).shape(), ((TensorType) weights.type()).shape(), window, groups, layout);
        return builder.create(DEF, new OpState(location)
                .segment(List.of(input)).segment(List.of(weights)).segment(bias.stream().toList()).segment(List.of())
                .properties(window.properties().without("kernel"))
                .property("groups", IntegerAttr.of(groups)).property(Layout.PROPERTY, layout.attribute())
                .results(new TensorType(shape, input.type().elementType())));
    }

    public Value input() {
        return operand(0);
    }

    public Value weights() {
        return operand(1);
    }

    /**
     * One value for each output channel; i32 integers on the accumulator's grid where the operation is quantized. Or, as plain i32 of the result's shape,
     * the sums that another product keeps.
     */
    public Optional<Value> bias() {
        return optionalOperand(2);
    }

    /** Added before the activation; of the result's shape. */
    public Optional<Value> residual() {
        return optionalOperand(3);
    }

    public long groups() {
        return longProperty("groups");
    }

    public Layout layout() {
        return Layout.of(stringProperty(Layout.PROPERTY));
    }

    /** The window; its kernel is read off the weights. */
    public Window window() {
        return Window.of(this, kernel(((TensorType) weights().type()).shape(), layout()));
    }

    private static List<Long> kernel(Shape weights, Layout layout) {
        var dimensions = Arrays.stream(weights.toArray()).boxed().toList();
        return layout == Layout.NCHW ? dimensions.subList(2, dimensions.size()) : dimensions.subList(1, dimensions.size() - 1);
    }

    /** Whether each group has one input channel. */
    public boolean isDepthwise() {
        return groups() > 1 && inputChannels() == groups();
    }

    public long inputChannels() {
        var type = (TensorType) input().type();
        return type.dimension(layout().channelAxis(type.rank()));
    }

    public long outputChannels() {
        return ((TensorType) weights().type()).dimension(0);
    }

    private static Shape inferShape(Shape input, Shape weights, Window window, long groups, Layout layout) {
        if (input.rank() < 3 || weights.rank() != input.rank()) {
            throw new IllegalArgumentException(
                    "expects input and weights of one rank of at least 3, not " + input.rank() + " and " + weights.rank());
        }
        long channels = input.dimension(layout.channelAxis(input.rank()));
        long perGroup = weights.dimension(layout.channelAxis(weights.rank()));
        if (groups < 1 || weights.dimension(0) % groups != 0) {
            throw new IllegalArgumentException("cannot share " + weights.dimension(0) + " output channels between " + groups + " groups");
        }
        if (channels != Shape.DYNAMIC && channels != perGroup * groups) {
            throw new IllegalArgumentException("has " + channels + " input channels but weights for " + groups + " x " + perGroup);
        }
        return window.outputShape(input, layout, weights.dimension(0));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(
                inferShape(((TensorType) input().type()).shape(), ((TensorType) weights().type()).shape(), window(), groups(), layout()));
    }

    @Override
    public void verify(Verifier check) {
        if (!Layout.isLayout(stringProperty(Layout.PROPERTY))) {
            check.error("expects the layout nchw or nhwc");
            return;
        }
        InferredTypes.verify(this, check);
        Quantization.verifyUniform(this, check);
        Clamp.verify(this, check);
        PartialSums.verify(this, bias(), residual().isPresent(), outputChannels(), check);
        residual().map(r -> ((TensorType) r.type()).shape()).filter(s -> !InferredTypes.agree(s, ((TensorType) result().type()).shape()))
                .ifPresent(s -> check.error("expects a residual of the shape of the result, not %s", s));
    }
}

package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
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

/** A transposed convolution. */
public final class ConvTransposeOp extends Op implements ArrayWindow {
    public static final OpDef<ConvTransposeOp> DEF = OpDef.of("array.conv_transpose", ConvTransposeOp.class, ConvTransposeOp::new)
            .summary("a transposed convolution")
            .description(
                    """
                            Each element of the input, [N, C, spatial...], adds its product with the weights, [C, M / groups, kernel...], to the window of the result that a convolution
                            with these strides, dilations and pads reads for it. An axis of the result has
                            `stride * (input - 1) + output_padding + (kernel - 1) * dilation + 1 - pads` elements.""")
            .example(
                    """
                            %y = array.conv_transpose %x, %w {dilations = array<i64: 1>, output_padding = array<i64: 1>, pads = array<i64: 0, 0>, strides = array<i64: 2>}
                                : (tensor<1x2x4xf32>, tensor<2x3x3xf32>) -> tensor<1x3x10xf32>""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("weights", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("bias", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("strides", DenseArrayAttr.class, "step between windows on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute("output_padding", DenseArrayAttr.class, "elements added behind each spatial axis of the result")
            .attribute("groups", IntegerAttr.of(1), "independent groups of channels")
            .result("result", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private ConvTransposeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the kernel of the window is that of the weights. */
    public static ConvTransposeOp create(OpBuilder builder, Location location, Value input, Value weights, Optional<Value> bias,
            Window window, long[] outputPadding, long groups) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, weights).operands(bias.stream().toList())
                .properties(window.properties().without("kernel")).property("output_padding", DenseArrayAttr.ofLongs(outputPadding))
                .property("groups", IntegerAttr.of(groups))
                .results(type.withShape(inferShape(type.shape(), ArrayTypes.shape(weights), window, outputPadding, groups))));
    }

    public Optional<Value> bias() {
        return optionalOperand(2);
    }

    public long[] outputPadding() {
        return longsProperty("output_padding");
    }

    public long groups() {
        return longProperty("groups");
    }

    /** The window, whose kernel is that of the weights. */
    public Window window() {
        return Windows.ofWeights(this, ArrayTypes.shape(operand(1)));
    }

    private static Shape inferShape(Shape input, Shape weights, Window window, long[] outputPadding, long groups) {
        Windows.requireMaps(input, window);
        if (groups < 1 || !InferredTypes.agree(Shape.of(input.dimension(1)), Shape.of(weights.dimension(0)))
                || weights.dimension(0) % groups != 0 || outputPadding.length != window.rank()) {
            throw new IllegalArgumentException("has weights of shape " + weights + " in " + groups + " groups and " + outputPadding.length
                    + " output pads for an input of shape " + input);
        }
        var dimensions = input.toArray();
        dimensions[1] = weights.dimension(1) * groups;
        for (int i = 0; i < window.rank(); i++) {
            if (!input.isDynamic(i + 2)) {
                dimensions[i + 2] = window.strides().get(i) * (input.dimension(i + 2) - 1) + outputPadding[i] + window.extent(i)
                        - window.padBefore(i) - window.padAfter(i);
                requireElements(dimensions[i + 2]);
            }
        }
        return Shape.of(dimensions);
    }

    private static void requireElements(long size) {
        if (size < 0) {
            throw new IllegalArgumentException("pads away more elements than the result has");
        }
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1)), window(), outputPadding(), groups()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyOneElementType(check, operand(0), operand(1));
        long channels = ArrayTypes.shape(result()).dimension(1);
        bias().map(ArrayTypes::shape).filter(s -> !InferredTypes.agree(s, Shape.of(channels)))
                .ifPresent(s -> check.error("expects one bias for each of %d channels, not %s", channels, s));
    }
}

package qcc.dialect.nn;

import java.util.List;
import java.util.Optional;
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

/** A fully connected layer: {@code result[.., n] = clamp(sum_k input[.., k] * weights[n, k] + bias[n] + residual[.., n])}.
 *
 * <p>On quantized tensors it follows the same arithmetic as {@link ConvOp}.
 */
public final class LinearOp extends Op implements NnProduct, Pure, InferredTypes {
    public static final OpDef<LinearOp> DEF = OpDef.of("nn.linear", LinearOp.class, LinearOp::new)
            .summary("a product with a weight matrix, with optional bias, residual and activation")
            .description("""
                    `result[.., n] = clamp(sum_k input[.., k] * weights[n, k] + bias[n] + residual[.., n])`. The input has any
                    number of axes before the last, the weights are [N, K], `bias` has N elements, `residual` the shape of the
                    result.

                    On quantized tensors bias, residual, requantization and `clamp` are those of `nn.conv`, and so are sums in parts.
                    `operandSegmentSizes` says which of the optional operands are there.""")
            .example("""
                    %y = nn.linear %x, %w, %bias {operandSegmentSizes = array<i32: 1, 1, 1, 0>}
                        : (tensor<1x64xf32>, tensor<10x64xf32>, tensor<10xf32>) -> tensor<1x10xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .operand("weights", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .optionalOperand("bias", Types.OR_SUMS_PHRASE, Types.OR_SUMS)
            .optionalOperand("residual", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .optionalAttribute(Clamp.PROPERTY, DenseArrayAttr.class, "the fused activation: [min, max]")
            .result("result", Types.OR_SUMS_PHRASE, Types.OR_SUMS)
            .format("operands attr-dict `:` functional-type");

    private LinearOp(OpState state) {
        super(DEF, state);
    }

    /** Makes a layer of reals; weights are [N, K]. */
    public static LinearOp create(OpBuilder builder, Location location, Value input, Value weights, Optional<Value> bias) {
        var shape = inferShape(((TensorType) input.type()).shape(), ((TensorType) weights.type()).shape());
        return builder.create(DEF, new OpState(location)
                .segment(List.of(input)).segment(List.of(weights)).segment(bias.stream().toList()).segment(List.of())
                .results(new TensorType(shape, input.type().elementType())));
    }

    public Value input() {
        return operand(0);
    }

    public Value weights() {
        return operand(1);
    }

    /**
     * One value for each output; i32 integers on the accumulator's grid where the operation is quantized. Or, as plain i32 of the result's shape,
     * the sums that another product keeps.
     */
    public Optional<Value> bias() {
        return optionalOperand(2);
    }

    /** Added before the activation; of the result's shape. */
    public Optional<Value> residual() {
        return optionalOperand(3);
    }

    public long outputChannels() {
        return ((TensorType) weights().type()).dimension(0);
    }

    private static Shape inferShape(Shape input, Shape weights) {
        if (input.rank() < 1 || weights.rank() != 2) {
            throw new IllegalArgumentException("expects an input of rank 1 or more and a weight matrix, not " + input + " and " + weights);
        }
        int last = input.rank() - 1;
        if (!input.isDynamic(last) && input.dimension(last) != weights.dimension(1)) {
            throw new IllegalArgumentException(
                    "has rows of " + input.dimension(last) + " elements but weights for " + weights.dimension(1));
        }
        return input.with(last, weights.dimension(0));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), ((TensorType) weights().type()).shape()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        Quantization.verifyUniform(this, check);
        Clamp.verify(this, check);
        PartialSums.verify(this, bias(), residual().isPresent(), outputChannels(), check);
        residual().map(r -> ((TensorType) r.type()).shape()).filter(s -> !InferredTypes.agree(s, ((TensorType) result().type()).shape()))
                .ifPresent(s -> check.error("expects a residual of the shape of the result, not %s", s));
    }
}

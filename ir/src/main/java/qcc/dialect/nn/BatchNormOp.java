package qcc.dialect.nn;

import java.util.List;
import qcc.ir.FloatAttr;
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

/** {@code (x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]} for each channel c. */
public final class BatchNormOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<BatchNormOp> DEF = OpDef.of("nn.batch_norm", BatchNormOp.class, BatchNormOp::new)
            .summary("batch normalization at inference")
            .description("""
                    `(x - mean[c]) / sqrt(variance[c] + epsilon) * scale[c] + bias[c]` for each channel c. The four parameters hold
                    one value for each channel. The channel axis is that of the layout, or the last one of a tensor of rank 1 or 2.
                    There is no quantized form: `fold-batch-norm` folds it into the weights before.""")
            .example("""
                    %y = nn.batch_norm %x, %scale, %bias, %mean, %variance {epsilon = 1.000000e-05 : f64}
                        : (tensor<1x4x8x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>""")
            .operand("input", Types.REAL_PHRASE, Types.REAL)
            .operand("scale", Types.REAL_PHRASE, Types.REAL)
            .operand("bias", Types.REAL_PHRASE, Types.REAL)
            .operand("mean", Types.REAL_PHRASE, Types.REAL)
            .operand("variance", Types.REAL_PHRASE, Types.REAL)
            .attribute("epsilon", FloatAttr.of(1e-5), "added to the variance, f64")
            .attribute(Layout.PROPERTY, Layout.NCHW.attribute(), "where the channel axis is")
            .result("result", Types.REAL_PHRASE, Types.REAL)
            .format("operands attr-dict `:` functional-type");

    private BatchNormOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the four parameters hold one value for each channel. */
    public static BatchNormOp create(OpBuilder builder, Location location, Value input, List<Value> parameters, double epsilon) {
        return builder.create(DEF, new OpState(location).operands(input).operands(parameters).property("epsilon", FloatAttr.of(epsilon))
                .results(input.type()));
    }

    public Value input() {
        return operand(0);
    }

    public Value scale() {
        return operand(1);
    }

    public Value bias() {
        return operand(2);
    }

    public Value mean() {
        return operand(3);
    }

    public Value variance() {
        return operand(4);
    }

    public double epsilon() {
        return property("epsilon", FloatAttr.class).value();
    }

    public Layout layout() {
        return Layout.of(stringProperty(Layout.PROPERTY));
    }

    /** The axis of the channels; tensors of rank 2 have them last. */
    public int channelAxis() {
        int rank = ((TensorType) input().type()).rank();
        return rank < 3 ? rank - 1 : layout().channelAxis(rank);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(((TensorType) input().type()).shape());
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        long channels = ((TensorType) input().type()).dimension(channelAxis());
        for (int i = 1; i < operandCount(); i++) {
            var shape = ((TensorType) operand(i).type()).shape();
            if (channels != Shape.DYNAMIC && !shape.equals(Shape.of(channels))) {
                check.error("expects %s to hold one value for each of %d channels, not %s", DEF.operands().get(i).name(), channels, shape);
            }
        }
    }
}

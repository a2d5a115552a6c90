package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Commutative;
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

/** The element-wise product of two tensors, broadcast; quantized operands may have different grids. */
public final class MulOp extends Op implements NnElementwise, Pure, InferredTypes, Commutative {
    public static final OpDef<MulOp> DEF = OpDef.of("nn.mul", MulOp.class, MulOp::new)
            .summary("the element-wise product, with optional activation")
            .description("""
                    `lhs * rhs`, with the broadcasting and the `clamp` of `nn.add`.

                    On quantized tensors `(q1 - z1) * (q2 - z2)` is requantized by `s1 * s2 / sy` in the mode in force.""")
            .example("%y = nn.mul %a, %b : (tensor<1x16x8x8xf32>, tensor<1x16x1x1xf32>) -> tensor<1x16x8x8xf32>")
            .operand("lhs", Types.ANY_PHRASE, Types.ANY)
            .operand("rhs", Types.ANY_PHRASE, Types.ANY)
            .optionalAttribute(Clamp.PROPERTY, DenseArrayAttr.class, "the fused activation: [min, max]")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private MulOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on operands of one element type. */
    public static MulOp create(OpBuilder builder, Location location, Value lhs, Value rhs) {
        var shape = Broadcast.shapes(((TensorType) lhs.type()).shape(), ((TensorType) rhs.type()).shape());
        return builder.create(DEF, new OpState(location).operands(lhs, rhs).results(new TensorType(shape, lhs.type().elementType())));
    }

    public Value lhs() {
        return operand(0);
    }

    public Value rhs() {
        return operand(1);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(Broadcast.shapes(((TensorType) lhs().type()).shape(), ((TensorType) rhs().type()).shape()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        Quantization.verifyUniform(this, check);
        Clamp.verify(this, check);
    }
}

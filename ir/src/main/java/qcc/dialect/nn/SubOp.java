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

/** The element-wise difference of two tensors, broadcast; quantized operands may have different grids. */
public final class SubOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<SubOp> DEF = OpDef.of("nn.sub", SubOp.class, SubOp::new)
            .summary("the element-wise difference, with optional activation")
            .description("""
                    `lhs - rhs`, with the broadcasting, the grids and the `clamp` of `nn.add`. On quantized tensors both operands
                    are brought to a common scale, subtracted and requantized in the mode in force.""")
            .example("%y = nn.sub %a, %b : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>")
            .operand("lhs", Types.ANY_PHRASE, Types.ANY)
            .operand("rhs", Types.ANY_PHRASE, Types.ANY)
            .optionalAttribute(Clamp.PROPERTY, DenseArrayAttr.class, "the fused activation: [min, max]")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private SubOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on operands of one element type. */
    public static SubOp create(OpBuilder builder, Location location, Value lhs, Value rhs) {
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

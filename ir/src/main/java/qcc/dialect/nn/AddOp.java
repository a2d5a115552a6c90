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

/** The element-wise sum of two tensors, broadcast; quantized operands may have different grids. */
public final class AddOp extends Op implements NnElementwise, Pure, InferredTypes, Commutative {
    public static final OpDef<AddOp> DEF = OpDef.of("nn.add", AddOp.class, AddOp::new)
            .summary("the element-wise sum, with optional activation")
            .description("""
                    Operands are broadcast as NumPy does: aligned at the last axis, dimensions of 1 are repeated. Reals are added in
                    their own precision, integers as two's complement numbers.

                    On quantized tensors each operand and the result has its own grid for the whole tensor; both operands are
                    brought to a common scale, added and requantized in the mode in force (`nn.requantize`). `clamp` follows the
                    sum: reals on a real result, integers of the output grid on a quantized one.""")
            .example("""
                    %y = nn.add %a, %b {clamp = array<f64: 0.000000e+00, 6.000000e+00>}
                        : (tensor<1x4x8x8xf32>, tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32>""")
            .operand("lhs", Types.ANY_PHRASE, Types.ANY)
            .operand("rhs", Types.ANY_PHRASE, Types.ANY)
            .optionalAttribute(Clamp.PROPERTY, DenseArrayAttr.class, "the fused activation: [min, max]")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private AddOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on operands of one element type. */
    public static AddOp create(OpBuilder builder, Location location, Value lhs, Value rhs) {
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

package qcc.dialect.nn;

import java.util.List;
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

/** The element-wise quotient of two tensors, broadcast; integers are truncated toward zero. */
public final class DivOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<DivOp> DEF = OpDef.of("nn.div", DivOp.class, DivOp::new)
            .summary("the element-wise quotient")
            .description("""
                    `lhs / rhs` with the broadcasting of `nn.add`. Integers are truncated toward zero; a division of an integer by
                    zero is an error. There is no quantized form.""")
            .example("%y = nn.div %a, %b : (tensor<1x10xf32>, tensor<1x1xf32>) -> tensor<1x10xf32>")
            .operand("lhs", Types.ANY_PHRASE, Types.ANY)
            .operand("rhs", Types.ANY_PHRASE, Types.ANY)
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private DivOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on operands of one element type. */
    public static DivOp create(OpBuilder builder, Location location, Value lhs, Value rhs) {
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

    }
}

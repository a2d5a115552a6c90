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

/** {@code max(x, 0)}; on quantized tensors {@code max(q, zero point)} on one grid. */
public final class ReluOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<ReluOp> DEF = OpDef.of("nn.relu", ReluOp.class, ReluOp::new)
            .summary("the larger of the input and zero")
            .description("`max(x, 0)`; on a quantized tensor `max(q, zero point)`, on one grid and so exact.")
            .example("%y = nn.relu %x : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private ReluOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the type of the input. */
    public static ReluOp create(OpBuilder builder, Location location, Value input) {
        return builder.create(DEF, new OpState(location).operands(input).results(input.type()));
    }

    public Value input() {
        return operand(0);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(((TensorType) input().type()).shape());
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}

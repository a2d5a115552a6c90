package qcc.dialect.nn;

import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Repeats a tensor by the rule of broadcasting with a shape given by an operand. */
public final class ExpandOp extends Op implements NnDynamic, Pure {
    public static final OpDef<ExpandOp> DEF = OpDef.of("nn.expand", ExpandOp.class, ExpandOp::new)
            .summary("a tensor broadcast to a computed shape")
            .description("""
                    The result has the shape to which the input and a tensor of shape `shape` would be broadcast together.""")
            .example("%y = nn.expand %x, %shape : (tensor<1x4xf32>, tensor<2xi64>) -> tensor<?x4xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .operand("shape", Types.INDICES_PHRASE, Types.INDICES)
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private ExpandOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static ExpandOp create(OpBuilder builder, Location location, Value input, Value shape, TensorType type) {
        return builder.create(DEF, new OpState(location).operands(input, shape).results(type));
    }

    public Value input() {
        return operand(0);
    }

    public Value shape() {
        return operand(1);
    }
}

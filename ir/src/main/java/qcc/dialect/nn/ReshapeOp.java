package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.ValuePreserving;
import qcc.ir.Verifier;

/** The elements in row-major order under another shape, that of the result. */
public final class ReshapeOp extends Op implements NnShape, Pure, ValuePreserving {
    public static final OpDef<ReshapeOp> DEF = OpDef.of("nn.reshape", ReshapeOp.class, ReshapeOp::new)
            .summary("the same elements in another shape")
            .description("""
                    The elements in row-major order under the shape of the result, which has as many. No element moves.""")
            .example("%y = nn.reshape %x : (tensor<1x16x4x4xf32>) -> tensor<1x256xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private ReshapeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation for a result shape. */
    public static ReshapeOp create(OpBuilder builder, Location location, Value input, Shape shape) {
        return builder.create(DEF, new OpState(location).operands(input).results(((TensorType) input.type()).withShape(shape)));
    }

    public Value input() {
        return operand(0);
    }

    /** A reshape to the same shape is its input. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return input().type().equals(result().type()) ? new FoldResult.To(input()) : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        var from = ((TensorType) input().type()).shape();
        var to = ((TensorType) result().type()).shape();
        if (from.isStatic() && to.isStatic() && from.elements() != to.elements()) {
            check.error("cannot reshape %d elements to the %d of %s", from.elements(), to.elements(), to);
        }
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}

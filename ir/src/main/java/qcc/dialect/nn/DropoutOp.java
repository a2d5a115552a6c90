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
import qcc.ir.Verifier;

/** Dropout at inference: the input, unchanged. */
public final class DropoutOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<DropoutOp> DEF = OpDef.of("nn.dropout", DropoutOp.class, DropoutOp::new)
            .summary("the input: dropout does nothing at inference")
            .description("""
                    The input, unchanged; folded away wherever it stands. It exists so that an importer can keep the node's name and
                    location.""")
            .example("%y = nn.dropout %x : (tensor<1x16xf32>) -> tensor<1x16xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private DropoutOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the type of the input. */
    public static DropoutOp create(OpBuilder builder, Location location, Value input) {
        return builder.create(DEF, new OpState(location).operands(input).results(input.type()));
    }

    /** The input itself. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return input().type().equals(result().type()) ? new FoldResult.To(input()) : FoldResult.NONE;
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

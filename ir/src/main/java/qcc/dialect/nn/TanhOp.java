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

/** {@code tanh(x)}; a quantized result has scale 1/128 and zero point 0. */
public final class TanhOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<TanhOp> DEF = OpDef.of("nn.tanh", TanhOp.class, TanhOp::new)
            .summary("the hyperbolic tangent")
            .description("""
                    The hyperbolic tangent. A quantized result has scale 1/128 and zero point 0 where the compiler chooses it, and
                    is a table as for `nn.sigmoid`.""")
            .example("%y = nn.tanh %x : (tensor<1x16xf32>) -> tensor<1x16xf32>")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private TanhOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the type of the input. */
    public static TanhOp create(OpBuilder builder, Location location, Value input) {
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
    }
}

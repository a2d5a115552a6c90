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

/** {@code 1 / (1 + exp(-x))}; a quantized result has scale 1/256 and zero point -128. */
public final class SigmoidOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<SigmoidOp> DEF = OpDef.of("nn.sigmoid", SigmoidOp.class, SigmoidOp::new)
            .summary("the logistic function")
            .description("""
                    `1 / (1 + exp(-x))`. A quantized result has scale 1/256 and zero point -128 where the compiler chooses it; for
                    each storage integer of the input the value is computed in f64 with `StrictMath` and rounded half to even, so
                    that it is a table of at most 256 entries for 8 bits.""")
            .example("%y = nn.sigmoid %x : (tensor<1x16xf32>) -> tensor<1x16xf32>")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private SigmoidOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result has the type of the input. */
    public static SigmoidOp create(OpBuilder builder, Location location, Value input) {
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

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

/** Rescales quantized values from the grid of the input to that of the result. */
public final class RequantizeOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<RequantizeOp> DEF = OpDef.of("nn.requantize", RequantizeOp.class, RequantizeOp::new)
            .summary("brings quantized values to another grid")
            .description("""
                    `clamp(requantize(q - zx) + zy)` by `sx / sy` in the mode in force, to the storage range of the result. It
                    stands where operands of one operation must share a grid and do not.""")
            .example("""
                    %y = nn.requantize %x
                        : (tensor<1x4x!quant.uniform<i8:f32, 5.000000e-02>>) -> tensor<1x4x!quant.uniform<i8:f32, 1.000000e-01:-128>>""")
            .operand("input", Types.QUANTIZED_PHRASE, Types.QUANTIZED)
            .result("result", Types.QUANTIZED_PHRASE, Types.QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private RequantizeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation for a result of a type. */
    public static RequantizeOp create(OpBuilder builder, Location location, Value input, TensorType type) {
        return builder.create(DEF, new OpState(location).operands(input).results(type));
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

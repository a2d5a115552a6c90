package qcc.dialect.cim;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Adds the raw storage integers of all positions, channel by channel: [1, H, W, C] to [1, 1, 1, C]. */
public final class SumOp extends Op implements CimComputeOp, Pure, InferredTypes {
    public static final OpDef<SumOp> DEF = OpDef.of("cim.sum", SumOp.class, SumOp::new)
            .summary("the sum over all positions of a map")
            .description("""
                    `result[0, 0, 0, c]` is the sum of `input[0, y, x, c]` over all y and x, of raw storage integers in i32. A
                    global mean is this and a `cim.requantize` whose scale holds the division.""")
            .example("%y = cim.sum %x : (tensor<1x8x8x16xi8>) -> tensor<1x1x1x16xi32>")
            .operand("input", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.SUM_MAP_PHRASE, CimTypes.SUM_MAP)
            .format("operands attr-dict `:` functional-type");

    private SumOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(Shape.of(1, 1, 1, ((TensorType) input().type()).dimension(3)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

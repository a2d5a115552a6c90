package qcc.dialect.quant;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Rounds reals onto the grid of the result. */
public final class QuantizeCastOp extends Op implements QuantOp, Pure {
    public static final OpDef<QuantizeCastOp> DEF = OpDef.of("quant.qcast", QuantizeCastOp.class, QuantizeCastOp::new)
            .summary("rounds reals onto the grid of its result")
            .description("""
                    `clamp(round_half_even(x / scale) + zero point)` in f32, to the storage range; infinities saturate, and a NaN is
                    an error. The pair `quant.dcast(quant.qcast(x))` is a loss and is never folded; `quant.qcast(quant.dcast(q))` on
                    one grid is q.""")
            .example("%0 = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 1.000000e-01>>")
            .operand("input", "scalar or tensor of floating-point", Casts::holdsReals)
            .result("result", "scalar or tensor of quantized type", Casts::holdsQuantized)
            .format("$input attr-dict `:` type($input) `to` type($result)");

    private QuantizeCastOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    /** The type of the quantized values. */
    public QuantizedType grid() {
        return (QuantizedType) result().type().elementType();
    }

    @Override
    public void verify(Verifier check) {
        Casts.checkShapes(input().type(), result().type(), check);
        Casts.checkExpressed(result().type(), input().type(), check);
    }

    /** qcast(dcast(x)) is x on one grid. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return input().definingOp() instanceof DequantizeCastOp cast && cast.input().type().equals(result().type())
                ? new FoldResult.To(cast.input())
                : FoldResult.NONE;
    }
}

package qcc.dialect.quant;

import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Value;
import qcc.ir.Verifier;

/**
 * Gives the reals that quantized values stand for.
 *
 * <p>Unlike MLIR's, dcast(qcast(x)) does not fold to x: that would delete the quantization.
 */
public final class DequantizeCastOp extends Op implements QuantOp, Pure {
    public static final OpDef<DequantizeCastOp> DEF = OpDef.of("quant.dcast", DequantizeCastOp.class, DequantizeCastOp::new)
            .summary("gives the reals that quantized values stand for")
            .description("`(q - zero point) * scale` in f32.")
            .example("%0 = quant.dcast %q : tensor<4x!quant.uniform<i8:f32, 1.000000e-01>> to tensor<4xf32>")
            .operand("input", "scalar or tensor of quantized type", Casts::holdsQuantized)
            .result("result", "scalar or tensor of floating-point", Casts::holdsReals)
            .format("$input attr-dict `:` type($input) `to` type($result)");

    private DequantizeCastOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    /** The type of the quantized values. */
    public QuantizedType grid() {
        return (QuantizedType) input().type().elementType();
    }

    @Override
    public void verify(Verifier check) {
        Casts.checkShapes(input().type(), result().type(), check);
        Casts.checkExpressed(input().type(), result().type(), check);
    }
}

package qcc.dialect.quant;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Takes quantized values as their stored integers, or stored integers as quantized values; changes no bit. */
public final class StorageCastOp extends Op implements QuantOp, Pure {
    public static final OpDef<StorageCastOp> DEF = OpDef.of("quant.scast", StorageCastOp.class, StorageCastOp::new)
            .summary("converts between quantized values and their stored integers")
            .description("The bits stay; only the type says whether they stand for reals.")
            .example("%0 = quant.scast %q : tensor<4x!quant.uniform<i8:f32, 1.000000e-01>> to tensor<4xi8>")
            .operand("input", "scalar or tensor of signless integer or quantized type", StorageCastOp::isEither)
            .result("result", "scalar or tensor of signless integer or quantized type", StorageCastOp::isEither)
            .format("$input attr-dict `:` type($input) `to` type($result)");

    private StorageCastOp(OpState state) {
        super(DEF, state);
    }

    private static boolean isEither(Type type) {
        return Casts.holdsQuantized(type) || Casts.holdsIntegers(type);
    }

    public Value input() {
        return operand(0);
    }

    @Override
    public void verify(Verifier check) {
        var from = input().type();
        var to = result().type();
        if (Casts.holdsQuantized(from) == Casts.holdsQuantized(to)) {
            check.error("failed to verify that input must be integer and result must be quantized, or vice versa");
            return;
        }
        Casts.checkShapes(from, to, check);
        var quantized = (QuantizedType) (Casts.holdsQuantized(from) ? from : to).elementType();
        var integer = (Casts.holdsQuantized(from) ? to : from).elementType();
        if (!quantized.storageType().equals(integer)) {
            check.error("storage type in quantized type expected to match integer type: '%s' and '%s'", quantized.storageType(), integer);
        }
    }

    /** scast(scast(x)) back to the first type is x. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return input().definingOp() instanceof StorageCastOp cast && cast.input().type().equals(result().type())
                ? new FoldResult.To(cast.input())
                : FoldResult.NONE;
    }
}

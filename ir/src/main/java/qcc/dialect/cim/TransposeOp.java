package qcc.dialect.cim;

import java.util.Arrays;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Exchanges axes: axis i of the result is axis {@code permutation[i]} of the input. */
public final class TransposeOp extends Op implements CimMoveOp, Pure {
    public static final OpDef<TransposeOp> DEF = OpDef.of("cim.transpose", TransposeOp.class, TransposeOp::new)
            .summary("the axes in another order")
            .description("Axis i of the result is axis `permutation[i]` of the input.")
            .example("""
                    %y = cim.transpose %x {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x3x8x8xi8>) -> tensor<1x8x8x3xi8>""")
            .operand("input", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("permutation", DenseArrayAttr.class, "for each axis of the result the axis of the input")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private TransposeOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public int[] permutation() {
        return property("permutation", DenseArrayAttr.class).toInts();
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        var from = ((TensorType) input().type()).shape();
        var to = ((TensorType) result().type()).shape();
        var order = permutation();
        var sorted = order.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < from.rank(); i++) {
            if (to.rank() != from.rank() || sorted.length != from.rank() || sorted[i] != i || to.dimension(i) != from.dimension(order[i])) {
                check.error("cannot transpose %s to %s by the permutation %s", from, to, Arrays.toString(order));
                return;
            }
        }
    }
}

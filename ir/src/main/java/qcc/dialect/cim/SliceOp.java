package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Takes elements at {@code start + i * step} of every axis, for i below the dimension of the result. */
public final class SliceOp extends Op implements CimMoveOp, Pure {
    public static final OpDef<SliceOp> DEF = OpDef.of("cim.slice", SliceOp.class, SliceOp::new)
            .summary("a part of a tensor, with steps")
            .description("""
                    `result[i, ..] = input[starts + i * steps, ..]` on every axis, for i below the dimension of the result. Every
                    element taken lies in the input.""")
            .example("""
                    %y = cim.slice %x {starts = array<i64: 0, 0, 0, 4>, steps = array<i64: 1, 2, 2, 1>}
                        : (tensor<1x8x8x16xi8>) -> tensor<1x4x4x8xi8>""")
            .operand("input", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("starts", DenseArrayAttr.class, "the first element taken, for every axis")
            .attribute("steps", DenseArrayAttr.class, "from one element taken to the next, for every axis; not 0")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private SliceOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public long[] starts() {
        return longsProperty("starts");
    }

    public long[] steps() {
        return longsProperty("steps");
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        var from = ((TensorType) input().type()).shape();
        var to = ((TensorType) result().type()).shape();
        if (from.rank() != to.rank() || starts().length != from.rank() || steps().length != from.rank()) {
            check.error("expects starts and steps for each of %d axes", from.rank());
            return;
        }
        for (int i = 0; i < from.rank(); i++) {
            long last = starts()[i] + Math.max(to.dimension(i) - 1, 0) * steps()[i];
            if (steps()[i] == 0 || Math.min(starts()[i], last) < 0 || Math.max(starts()[i], last) >= from.dimension(i)) {
                check.error("takes elements %d to %d of axis %d, which has %d", starts()[i], last, i, from.dimension(i));
            }
        }
    }
}

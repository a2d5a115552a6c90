package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Adds storage integers of one value at both ends of every axis. */
public final class PadOp extends Op implements CimMoveOp, Pure {
    public static final OpDef<PadOp> DEF = OpDef.of("cim.pad", PadOp.class, PadOp::new)
            .summary("a tensor with a border")
            .description("`low[i]` bytes before and `high[i]` after those of axis i hold `value`. Counts are 0 or more.")
            .example("""
                    %y = cim.pad %x {high = array<i64: 0, 1, 1, 0>, low = array<i64: 0, 1, 1, 0>, value = -128 : i8}
                        : (tensor<1x8x8x4xi8>) -> tensor<1x10x10x4xi8>""")
            .operand("input", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("low", DenseArrayAttr.class, "elements added before the first, for every axis, 0 or more")
            .attribute("high", DenseArrayAttr.class, "elements added after the last, for every axis, 0 or more")
            .attribute("value", new IntegerAttr(0, IntegerType.I8), "the storage integer added")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private PadOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public long[] low() {
        return longsProperty("low");
    }

    public long[] high() {
        return longsProperty("high");
    }

    public int value() {
        return (int) longProperty("value");
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        var from = ((TensorType) input().type()).shape();
        var to = ((TensorType) result().type()).shape();
        for (int i = 0; i < from.rank(); i++) {
            if (to.rank() != from.rank() || low().length != from.rank() || high().length != from.rank() || low()[i] < 0 || high()[i] < 0
                    || from.dimension(i) + low()[i] + high()[i] != to.dimension(i)) {
                check.error("cannot pad %s to %s", from, to);
                return;
            }
        }
    }
}

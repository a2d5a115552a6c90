package qcc.example.bit;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.SameOperandsAndResultType;

// [reverse]
/** The bits in the opposite order. */
public final class ReverseOp extends Op implements BitOp, Pure, SameOperandsAndResultType {
    public static final OpDef<ReverseOp> DEF = OpDef.of("bit.reverse", ReverseOp.class, ReverseOp::new)
            .summary("the bits in the opposite order")
            .description("`reverse(reverse(x))` is x.")
            .example("%y = bit.reverse %x : (i8) -> i8")
            .operand("input", "integer", type -> type instanceof IntegerType)
            .result("result", "integer", type -> type instanceof IntegerType)
            .format("operands attr-dict `:` functional-type");

    private ReverseOp(OpState state) {
        super(DEF, state);
    }

    /** {@code reverse(reverse(x))} is x. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return operand(0).definingOp() instanceof ReverseOp inner ? new FoldResult.To(inner.operand(0)) : FoldResult.NONE;
    }
}
// [end]

package qcc.dialect.arith;

import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
import qcc.ir.OpDef;
import qcc.ir.OpState;

/** The difference of integers. */
public final class SubIOp extends BinaryOp {
    public static final OpDef<SubIOp> DEF = define("arith.subi", SubIOp.class, SubIOp::new)
            .summary("the difference of integers")
            .description("""
                    `lhs - rhs` modulo 2^width. `x - 0` is x, `x - x` is 0, `(x + y) - y` is x.""")
            .attribute(OverflowAttr.PROPERTY, OverflowAttr.NONE, "what the result is known not to overflow");

    private SubIOp(OpState state) {
        super(DEF, OverflowAttr.given(state));
    }

    @Override
    LongBinaryOperator arithmetic() {
        return (a, b) -> a - b;
    }

    @Override
    FoldResult foldIdentity(Attribute rhs) {
        if (lhs() == rhs()) {
            return IntegerConstants.splat(result().type(), 0).<FoldResult>map(FoldResult.ToConstant::new).orElse(FoldResult.NONE);
        }
        if (lhs().definingOp() instanceof AddIOp sum) {
            if (sum.rhs() == rhs()) {
                return new FoldResult.To(sum.lhs());
            }
            if (sum.lhs() == rhs()) {
                return new FoldResult.To(sum.rhs());
            }
        }
        return IntegerConstants.isAll(rhs, 0) ? new FoldResult.To(lhs()) : FoldResult.NONE;
    }
}

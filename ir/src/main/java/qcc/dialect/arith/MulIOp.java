package qcc.dialect.arith;

import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.Commutative;
import qcc.ir.FoldResult;
import qcc.ir.OpDef;
import qcc.ir.OpState;

/** The product of integers. */
public final class MulIOp extends BinaryOp implements Commutative {
    public static final OpDef<MulIOp> DEF = define("arith.muli", MulIOp.class, MulIOp::new)
            .summary("the product of integers")
            .description("""
                    `lhs * rhs` modulo 2^width. `x * 0` is 0 and `x * 1` is x.""")
            .attribute(OverflowAttr.PROPERTY, OverflowAttr.NONE, "what the result is known not to overflow");

    private MulIOp(OpState state) {
        super(DEF, OverflowAttr.given(state));
    }

    @Override
    LongBinaryOperator arithmetic() {
        return (a, b) -> a * b;
    }

    @Override
    FoldResult foldIdentity(Attribute rhs) {
        if (IntegerConstants.isAll(rhs, 0)) {
            return new FoldResult.To(rhs());
        }
        return IntegerConstants.isAll(rhs, 1) ? new FoldResult.To(lhs()) : FoldResult.NONE;
    }
}

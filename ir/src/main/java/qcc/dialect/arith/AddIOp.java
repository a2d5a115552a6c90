package qcc.dialect.arith;

import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.Commutative;
import qcc.ir.FoldResult;
import qcc.ir.OpDef;
import qcc.ir.OpState;

/** The sum of integers. */
public final class AddIOp extends BinaryOp implements Commutative {
    public static final OpDef<AddIOp> DEF = define("arith.addi", AddIOp.class, AddIOp::new)
            .summary("the sum of integers")
            .description("""
                    `lhs + rhs` modulo 2^width. `x + 0` is x, and so is `(x - y) + y`.""")
            .attribute(OverflowAttr.PROPERTY, OverflowAttr.NONE, "what the result is known not to overflow");

    private AddIOp(OpState state) {
        super(DEF, OverflowAttr.given(state));
    }

    @Override
    LongBinaryOperator arithmetic() {
        return (a, b) -> a + b;
    }

    @Override
    FoldResult foldIdentity(Attribute rhs) {
        if (lhs().definingOp() instanceof SubIOp difference && difference.rhs() == rhs()) {
            return new FoldResult.To(difference.lhs());
        }
        if (rhs().definingOp() instanceof SubIOp difference && difference.rhs() == lhs()) {
            return new FoldResult.To(difference.lhs());
        }
        return IntegerConstants.isAll(rhs, 0) ? new FoldResult.To(lhs()) : FoldResult.NONE;
    }
}

package qcc.dialect.arith;

import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.Commutative;
import qcc.ir.FoldResult;
import qcc.ir.OpDef;
import qcc.ir.OpState;

/** The exclusive or of integers. */
public final class XOrIOp extends BinaryOp implements Commutative {
    public static final OpDef<XOrIOp> DEF = define("arith.xori", XOrIOp.class, XOrIOp::new)
            .summary("the exclusive or of integers")
            .description("""
                    `lhs ^ rhs`, bit by bit. `x ^ 0` is x, `x ^ x` is 0, `(x ^ y) ^ y` is x.""");

    private XOrIOp(OpState state) {
        super(DEF, state);
    }

    @Override
    LongBinaryOperator arithmetic() {
        return (a, b) -> a ^ b;
    }

    @Override
    FoldResult foldIdentity(Attribute rhs) {
        if (lhs() == rhs()) {
            return IntegerConstants.splat(result().type(), 0).<FoldResult>map(FoldResult.ToConstant::new).orElse(FoldResult.NONE);
        }
        if (lhs().definingOp() instanceof XOrIOp inner) {
            if (inner.rhs() == rhs()) {
                return new FoldResult.To(inner.lhs());
            }
            if (inner.lhs() == rhs()) {
                return new FoldResult.To(inner.rhs());
            }
        }
        return IntegerConstants.isAll(rhs, 0) ? new FoldResult.To(lhs()) : FoldResult.NONE;
    }
}

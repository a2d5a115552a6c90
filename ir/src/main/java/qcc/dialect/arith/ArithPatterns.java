package qcc.dialect.arith;

import java.util.List;
import java.util.Optional;
import qcc.ir.Attribute;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.rewrite.Outcome;
import qcc.ir.rewrite.Pattern;
import qcc.ir.rewrite.Rewriter;

/** Chains of one operation with constants become one operation with one constant. */
final class ArithPatterns {
    static final List<Pattern<?>> ALL = List.of(
            Pattern.on(AddIOp.class, "arith-add-of-add-constant", (op, rewriter) -> combine(op, AddIOp.DEF, rewriter)),
            Pattern.on(MulIOp.class, "arith-mul-of-mul-constant", (op, rewriter) -> combine(op, MulIOp.DEF, rewriter)),
            Pattern.on(XOrIOp.class, "arith-xor-of-xor-constant", (op, rewriter) -> combine(op, XOrIOp.DEF, rewriter)));

    private ArithPatterns() {}

    /** {@code op(op(x, c0), c1)} is {@code op(x, op(c0, c1))}; what was known of overflow no longer holds. */
    private static <O extends BinaryOp> Outcome combine(O op, OpDef<O> def, Rewriter rewriter) {
        if (!(op.lhs().definingOp() instanceof BinaryOp inner) || inner.def() != def) {
            return rewriter.noMatch("its left operand is not the result of %s", def.name());
        }
        if (!(inner.rhs().definingOp() instanceof ConstantOp c0) || !(op.rhs().definingOp() instanceof ConstantOp c1)) {
            return rewriter.noMatch("two constants do not stand on the right");
        }
        Optional<Attribute> combined = IntegerConstants.combine(c0.value(), c1.value(), op.arithmetic());
        if (combined.isEmpty()) {
            return rewriter.noMatch("the constants are not integers of one type");
        }
        var value = ConstantOp.create(rewriter, op.location(), combined.get()).result();
        var state = new OpState(op.location()).operands(inner.lhs(), value).results(op.result().type());
        return rewriter.replaceWithNew(op, def, state);
    }
}

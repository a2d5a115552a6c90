package qcc.ir.rewrite;

import qcc.ir.Op;
import qcc.ir.Pure;

/** Which operations nobody would miss. */
public final class DeadCode {
    private DeadCode() {}

    /** Whether an operation may be removed once its results are not used: it is {@link Pure} and neither ends a block nor has a name. */
    public static boolean isRemovable(Op op) {
        var def = op.def();
        return def.isPure() && !def.isTerminator() && !def.isSymbol() && !op.hasSuccessors();
    }

    /** Whether an operation may be removed now. */
    public static boolean isDead(Op op) {
        return !op.hasUses() && isRemovable(op);
    }
}

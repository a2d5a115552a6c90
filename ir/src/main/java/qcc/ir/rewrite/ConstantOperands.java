package qcc.ir.rewrite;

import java.util.AbstractList;
import java.util.RandomAccess;
import qcc.ir.Attribute;
import qcc.ir.ConstantLike;
import qcc.ir.Op;

/** For each operand of an operation the constant it is, or null. One is made for all operations that are folded one after the other. */
final class ConstantOperands extends AbstractList<Attribute> implements RandomAccess {
    private Op op;

    ConstantOperands of(Op folded) {
        op = folded;
        return this;
    }

    @Override
    public int size() {
        return op.operandCount();
    }

    @Override
    public Attribute get(int index) {
        return isConstant(op, index) ? ((ConstantLike) op.operand(index).definingOp()).value() : null;
    }

    static boolean isConstant(Op op, int operand) {
        var maker = op.operand(operand).definingOp();
        return maker != null && maker.def().isConstantLike();
    }
}

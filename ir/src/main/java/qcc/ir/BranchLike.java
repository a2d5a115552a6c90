package qcc.ir;

import java.util.List;

/** Ends a block and hands operands to the arguments of its successors; all arguments of a successor come from operands. */
public interface BranchLike extends Terminator {
    /** The slot of the definition with the operands for a successor. */
    int operandSlot(int successor);

    /** The operands that become the arguments of a successor of an operation of this kind. */
    static List<Value> operandsFor(Op branch, int successor) {
        return branch.operandsOf(((BranchLike) branch).operandSlot(successor));
    }
}

package qcc.ir;

import java.util.ArrayList;
import java.util.List;

/** An SSA value. It has identity, so it is a class, and it owns the head of an intrusive list of its uses. */
public abstract sealed class Value permits OpResult, BlockArgument {
    private Type type;
    OpOperand firstUse;

    /** A scratch slot for one pass over the IR that numbers values, such as the printer; whoever uses it writes it first. */
    private int number;

    Value(Type type) {
        this.type = type;
    }

    public final Type type() {
        return type;
    }

    final void setType(Type other) {
        type = other;
    }

    public final boolean hasUses() {
        return firstUse != null;
    }

    public final boolean hasOneUse() {
        return firstUse != null && firstUse.nextUse == null;
    }

    /** The uses now, latest first. Output must not depend on this order. */
    public final List<OpOperand> uses() {
        var uses = new ArrayList<OpOperand>();
        for (var use = firstUse; use != null; use = use.nextUse) {
            uses.add(use);
        }
        return uses;
    }

    /** The first use in the list, or null; with {@link OpOperand#next()} a walk that allocates nothing. */
    public final OpOperand firstUse() {
        return firstUse;
    }

    /** The operation that makes this value, or null for a block argument. */
    public final Op definingOp() {
        return this instanceof OpResult r ? r.owner() : null;
    }

    /** The block in which this value comes into being; null while its operation is in no block. */
    public final Block parentBlock() {
        return this instanceof OpResult r ? r.owner().parentBlock() : ((BlockArgument) this).owner();
    }

    /** The number given last by {@link #setNumber}. */
    public final int number() {
        return number;
    }

    /** Notes a number for the pass over the IR that is under way. */
    public final void setNumber(int value) {
        number = value;
    }
}

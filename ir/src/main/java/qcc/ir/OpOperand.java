package qcc.ir;

/** One use of a value by one operation: a node of the value's use list. Only {@link #set} and {@link #drop} change the links. */
public final class OpOperand {
    private final Op owner;
    private final int index;
    private Value value;
    OpOperand nextUse;
    private OpOperand previousUse;

    OpOperand(Op owner, int index, Value value) {
        this.owner = owner;
        this.index = index;
        link(value);
    }

    public Op owner() {
        return owner;
    }

    /** The position among the operands of its operation. */
    public int index() {
        return index;
    }

    public Value value() {
        return value;
    }

    /** The next use of the same value, or null. */
    public OpOperand next() {
        return nextUse;
    }

    void set(Value other) {
        unlink();
        link(other);
    }

    void drop() {
        unlink();
        value = null;
    }

    private void link(Value v) {
        value = v;
        previousUse = null;
        nextUse = v.firstUse;
        if (nextUse != null) {
            nextUse.previousUse = this;
        }
        v.firstUse = this;
    }

    private void unlink() {
        if (value == null) {
            return;
        }
        if (previousUse != null) {
            previousUse.nextUse = nextUse;
        } else {
            value.firstUse = nextUse;
        }
        if (nextUse != null) {
            nextUse.previousUse = previousUse;
        }
        nextUse = null;
        previousUse = null;
    }
}

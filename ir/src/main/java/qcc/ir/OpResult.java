package qcc.ir;

/** A value made by an operation. */
public final class OpResult extends Value {
    private final Op owner;
    private final int index;

    OpResult(Op owner, int index, Type type) {
        super(type);
        this.owner = owner;
        this.index = index;
    }

    public Op owner() {
        return owner;
    }

    /** The position among the results of its operation. */
    public int index() {
        return index;
    }
}

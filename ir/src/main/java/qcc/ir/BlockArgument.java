package qcc.ir;

/** A value that a block receives. */
public final class BlockArgument extends Value {
    private final Block owner;
    private int index;
    private Location location;

    BlockArgument(Block owner, int index, Type type, Location location) {
        super(type);
        this.owner = owner;
        this.index = index;
        this.location = location;
    }

    public Block owner() {
        return owner;
    }

    /** The position among the arguments of its block. */
    public int index() {
        return index;
    }

    void setIndex(int value) {
        index = value;
    }

    public Location location() {
        return location;
    }

    void setLocation(Location other) {
        location = other;
    }
}

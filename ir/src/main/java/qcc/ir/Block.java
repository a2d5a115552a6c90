package qcc.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A list of operations with arguments; the last operation may be a terminator. */
public final class Block implements Iterable<Op> {
    private final List<BlockArgument> arguments = new ArrayList<>();
    private Region parent;
    private Op first;
    private Op last;
    private boolean ordered = true;
    private int predecessorCount;

    /** A scratch slot for one pass over the IR that numbers blocks; whoever uses it writes it first. */
    private int number;

    /** The region that holds this block, or null. */
    public Region parentRegion() {
        return parent;
    }

    void setParent(Region region) {
        parent = region;
    }

    /** The operation around this block, or null. */
    public Op parentOp() {
        return parent == null ? null : parent.parentOp();
    }

    /** The number given last by {@link #setNumber}. */
    public int number() {
        return number;
    }

    /** Notes a number for the pass over the IR that is under way. */
    public void setNumber(int value) {
        number = value;
    }

    /** How many successors of operations this block is; an operation that names it twice counts twice. */
    public int predecessorCount() {
        return predecessorCount;
    }

    void addPredecessors(int count) {
        predecessorCount += count;
    }

    /** Removes an argument without uses; those behind it move up. */
    void removeArgument(int index) {
        if (arguments.get(index).hasUses()) {
            throw new IllegalStateException("argument " + index + " of a block is still used");
        }
        arguments.remove(index);
        for (int i = index; i < arguments.size(); i++) {
            arguments.get(i).setIndex(i);
        }
    }

    public List<BlockArgument> arguments() {
        return Collections.unmodifiableList(arguments);
    }

    public BlockArgument argument(int index) {
        return arguments.get(index);
    }

    /** Adds an argument at the end; allowed while a block is being built. */
    public BlockArgument addArgument(Type type, Location location) {
        var argument = new BlockArgument(this, arguments.size(), type, location);
        arguments.add(argument);
        return argument;
    }

    public boolean isEmpty() {
        return first == null;
    }

    /** The first operation, or null. */
    public Op first() {
        return first;
    }

    /** The last operation, or null. */
    public Op last() {
        return last;
    }

    /** The last operation if it is a terminator, else null. */
    public Op terminator() {
        return last instanceof Terminator ? last : null;
    }

    /** Walks the operations in order; the operation returned last may be erased or moved during the walk. */
    @Override
    public Iterator<Op> iterator() {
        return new Iterator<>() {
            private Op upcoming = first;

            @Override
            public boolean hasNext() {
                return upcoming != null;
            }

            @Override
            public Op next() {
                if (upcoming == null) {
                    throw new NoSuchElementException();
                }
                var op = upcoming;
                upcoming = op.next;
                return op;
            }
        };
    }

    /** Puts an operation before another of this block, or at the end if that is null. */
    void insertBefore(Op op, Op anchor) {
        if (op.parent != null) {
            throw new IllegalStateException("'" + op.name() + "' is in a block already");
        }
        op.parent = this;
        op.next = anchor;
        op.previous = anchor == null ? last : anchor.previous;
        if (op.previous == null) {
            first = op;
        } else {
            op.previous.next = op;
        }
        if (anchor == null) {
            last = op;
            op.order = op.previous == null ? 0 : op.previous.order + 1;
        } else {
            anchor.previous = op;
            ordered = false;
        }
    }

    void remove(Op op) {
        if (op.previous == null) {
            first = op.next;
        } else {
            op.previous.next = op.next;
        }
        if (op.next == null) {
            last = op.previous;
        } else {
            op.next.previous = op.previous;
        }
        op.parent = null;
        op.previous = null;
        op.next = null;
    }

    /** Numbers the operations if an insertion has made the numbers stale: amortized constant for many questions between changes. */
    void ensureOrder() {
        if (ordered) {
            return;
        }
        int number = 0;
        for (var op = first; op != null; op = op.next) {
            op.order = number++;
        }
        ordered = true;
    }
}

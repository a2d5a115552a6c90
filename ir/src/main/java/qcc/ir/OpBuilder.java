package qcc.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates and changes operations: the only way into the IR's mutators.
 *
 * <p>New operations go to the insertion point. A subclass sees every change through the hooks.
 */
public class OpBuilder {
    private Block block;
    private Op anchor;

    /** A builder without an insertion point: operations it creates are in no block. */
    public OpBuilder() {}

    public static OpBuilder atEnd(Block block) {
        var builder = new OpBuilder();
        builder.setInsertionPointToEnd(block);
        return builder;
    }

    public static OpBuilder before(Op op) {
        var builder = new OpBuilder();
        builder.setInsertionPoint(op);
        return builder;
    }

    public static OpBuilder after(Op op) {
        var builder = new OpBuilder();
        builder.setInsertionPointAfter(op);
        return builder;
    }

    public final void setInsertionPointToEnd(Block target) {
        block = target;
        anchor = null;
    }

    public final void setInsertionPointToStart(Block target) {
        block = target;
        anchor = target.first();
    }

    /** New operations go before this one. */
    public final void setInsertionPoint(Op op) {
        block = op.parentBlock();
        anchor = op;
    }

    /** New operations go after this one, the later after the earlier. */
    public final void setInsertionPointAfter(Op op) {
        block = op.parentBlock();
        anchor = op.next();
    }

    /** Creates an operation at the insertion point. */
    public final <O extends Op> O create(OpDef<O> def, OpState state) {
        return insert(def.create(state));
    }

    /** Puts an operation that is in no block at the insertion point. */
    public final <O extends Op> O insert(O op) {
        if (block != null) {
            block.insertBefore(op, anchor);
            inserted(op);
        }
        return op;
    }

    /** Moves an operation before another one. */
    public final void moveBefore(Op op, Op target) {
        op.parentBlock().remove(op);
        target.parentBlock().insertBefore(op, target);
        changed(op);
    }

    /** Takes an operation out of its block and leaves it as it is. */
    public final void detach(Op op) {
        op.parentBlock().remove(op);
    }

    /**
     * Removes an operation and all inside it.
     *
     * @throws IllegalStateException if a result is still used
     */
    public final void erase(Op op) {
        if (op.hasUses()) {
            throw new IllegalStateException(op + " cannot be erased: its result is still used");
        }
        drop(op);
        if (op.parentBlock() != null) {
            op.parentBlock().remove(op);
        }
    }

    private void drop(Op op) {
        if (op.regionCount() == 0) {
            dropOperands(op);
        } else {
            op.walk(this::dropOperands);
        }
    }

    private void dropOperands(Op op) {
        erasing(op);
        op.dropOperands();
        op.setSuccessors(List.of());
    }

    /** Removes blocks, which no other block may name or use, from their regions. */
    public final void eraseBlocks(List<Block> blocks) {
        for (var block : blocks) {
            for (var op : block) {
                drop(op);
            }
        }
        var regions = new LinkedHashSet<Region>();
        blocks.forEach(dead -> regions.add(dead.parentRegion()));
        var dead = Set.copyOf(blocks);
        regions.forEach(region -> region.removeBlocks(dead));
        blocks.forEach(block -> block.setParent(null));
    }

    /** Redirects all uses of a value. */
    public final void replaceAllUses(Value value, Value replacement) {
        if (value == replacement) {
            throw new IllegalArgumentException("a value cannot replace itself");
        }
        for (var use = value.firstUse(); use != null; use = value.firstUse()) {
            changed(use.owner());
            use.set(replacement);
        }
    }

    /** Redirects all uses of the results and removes the operation. */
    public final void replace(Op op, List<? extends Value> values) {
        if (values.size() != op.resultCount()) {
            throw new IllegalArgumentException(op + " has " + op.resultCount() + " results, not " + values.size());
        }
        replacing(op, values);
        for (int i = 0; i < values.size(); i++) {
            replaceAllUses(op.result(i), values.get(i));
        }
        erase(op);
    }

    public final void setOperand(Op op, int index, Value value) {
        op.operandUse(index).set(value);
        changed(op);
    }

    public final void setOperands(Op op, List<Value> values) {
        op.setOperands(values);
        changed(op);
    }

    /** Replaces the operands of one slot, and notes their number where the operation has several slots of no fixed size. */
    public final void setOperandsOf(Op op, int slot, List<? extends Value> values) {
        var range = op.def().operandRange(op, slot);
        var all = new ArrayList<Value>(op.operands().subList(0, range.from()));
        all.addAll(values);
        all.addAll(op.operands().subList(range.to(), op.operandCount()));
        if (op.def().needsSegments()) {
            int[] sizes = new int[op.def().operands().size()];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = i == slot ? values.size() : op.operandsOf(i).size();
            }
            setProperty(op, OpDef.OPERAND_SEGMENTS, DenseArrayAttr.ofInts(sizes));
        }
        setOperands(op, all);
    }

    /** Removes an argument without uses from a block that is no entry; whoever branches to the block must agree. */
    public final void eraseArgument(Block owner, int index) {
        owner.removeArgument(index);
    }

    public final void setSuccessors(Op op, List<Block> blocks) {
        op.setSuccessors(blocks);
        changed(op);
    }

    /** Adds, replaces or, with null, removes an inherent attribute. */
    public final void setProperty(Op op, String name, Attribute value) {
        op.setProperties(value == null ? op.properties().without(name) : op.properties().with(name, value));
        changed(op);
    }

    /** Adds, replaces or, with null, removes a discardable attribute. */
    public final void setAttribute(Op op, String name, Attribute value) {
        op.setAttributes(value == null ? op.attributes().without(name) : op.attributes().with(name, value));
        changed(op);
    }

    public final void setLocation(Op op, Location location) {
        op.setLocation(location);
        changed(op);
    }

    public final void setLocation(BlockArgument argument, Location location) {
        argument.setLocation(location);
    }

    /** Changes the type of a value in place; the operation that makes it and its users must agree. */
    public final void setType(Value value, Type type) {
        value.setType(type);
        for (var use = value.firstUse(); use != null; use = use.next()) {
            changed(use.owner());
        }
        if (value.definingOp() != null) {
            changed(value.definingOp());
        }
    }

    /** A copy with everything inside, at the insertion point; operands from outside are kept unless mapped. */
    public final Op clone(Op op, Map<Value, Value> mapping) {
        return insert(new OpCopy(mapping).of(op));
    }

    /** A copy in no block. */
    public static Op copy(Op op) {
        return new OpCopy(new HashMap<>()).of(op);
    }

    /** Called after an operation was put into a block. */
    protected void inserted(Op op) {}

    /** Called before an operation is removed, for each operation inside it too. */
    protected void erasing(Op op) {}

    /** Called before the results of an operation are replaced. */
    protected void replacing(Op op, List<? extends Value> values) {}

    /** Called when operands, attributes, types or the place of an operation have changed or are about to. */
    protected void changed(Op op) {}
}

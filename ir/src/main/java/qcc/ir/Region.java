package qcc.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A list of blocks inside an operation; the first is the entry. */
public final class Region implements Iterable<Block> {
    private final List<Block> blocks = new ArrayList<>();
    private Op parent;

    /** The operation that holds this region, or null while it is being built. */
    public Op parentOp() {
        return parent;
    }

    void setParent(Op op) {
        parent = op;
    }

    public List<Block> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The first block. */
    public Block entry() {
        return blocks.getFirst();
    }

    /** Appends a fresh, empty block. */
    public Block addBlock() {
        var block = new Block();
        addBlock(block);
        return block;
    }

    /** Appends a block that is in no region. */
    public void addBlock(Block block) {
        if (block.parentRegion() != null) {
            throw new IllegalStateException("the block is in a region already");
        }
        block.setParent(this);
        blocks.add(block);
    }

    /** Takes those of some blocks that are here out of the list; they still name this region. */
    void removeBlocks(Set<Block> dead) {
        blocks.removeIf(dead::contains);
    }

    @Override
    public Iterator<Block> iterator() {
        return blocks().iterator();
    }
}

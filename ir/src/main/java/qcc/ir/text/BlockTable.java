package qcc.ir.text;

import java.util.IdentityHashMap;
import java.util.Map;
import qcc.ir.Block;
import qcc.ir.ParseException;

/** The blocks of one region by their labels. */
final class BlockTable {
    private final SyntaxListener listener;
    private final ByteMap<Block> blocks;
    private final Map<Block, Integer> undefined = new IdentityHashMap<>();

    BlockTable(byte[] text, SyntaxListener listener) {
        this.listener = listener;
        this.blocks = new ByteMap<>(text);
    }

    /** The block of a label, which may be defined later. */
    Block use(int offset, int length) {
        int slot = blocks.slot(offset, length);
        var block = blocks.value(slot);
        if (block == null) {
            block = new Block();
            blocks.set(slot, block);
            undefined.put(block, offset);
        }
        listener.mentioned(block, offset, offset + length, false);
        return block;
    }

    /** The block whose text starts at the label. */
    Block define(int offset, int length) throws ParseException {
        int slot = blocks.slot(offset, length);
        var block = blocks.value(slot);
        if (block == null) {
            block = new Block();
            blocks.set(slot, block);
        } else if (undefined.remove(block) == null) {
            throw new ParseException(offset, "redefinition of a block", blocks.offset(slot), "previously defined here");
        }
        blocks.move(slot, offset);
        listener.mentioned(block, offset, offset + length, true);
        return block;
    }

    /** Refuses labels that were used and not defined. */
    void close() throws ParseException {
        var first = undefined.values().stream().min(Integer::compare);
        if (first.isPresent()) {
            throw new ParseException(first.get(), "reference to an undefined block");
        }
    }
}

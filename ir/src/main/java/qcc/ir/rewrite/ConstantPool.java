package qcc.ir.rewrite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import qcc.ir.Block;
import qcc.ir.Op;

/** The constants that each block is known to hold, by content, so that equal ones become one. */
final class ConstantPool {
    /** Identity of the block, content of the constant. */
    private static final class Key {
        private final Block block;
        private final Op constant;
        private final int hash;

        Key(Block block, Op constant) {
            this.block = block;
            this.constant = constant;
            this.hash = 31 * System.identityHashCode(block) + OpEquivalence.hash(constant);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.block == block && OpEquivalence.equal(key.constant, constant);
        }
    }

    private final Map<Key, Op> constants = new HashMap<>();
    private final Set<Op> hoisted = new HashSet<>();

    static boolean isPoolable(Op op) {
        return op.def().isConstantLike() && op.operandCount() == 0 && op.regionCount() == 0 && op.resultCount() == 1;
    }

    void clear() {
        constants.clear();
        hoisted.clear();
    }

    /** The constant of the block that equals the given one, which becomes known if it is the first of its kind. */
    Op findOrAdd(Block block, Op constant) {
        var key = new Key(block, constant);
        var known = constants.get(key);
        if (known != null && known.parentBlock() == block) {
            return known;
        }
        constants.remove(key);
        constants.put(key, constant);
        return constant;
    }

    /** Whether the constant stands before all operations that were in its block at the beginning. */
    boolean isHoisted(Op constant) {
        return hoisted.contains(constant);
    }

    void markHoisted(Op constant) {
        hoisted.add(constant);
    }

    /** Forgets a constant that is about to be removed. */
    void remove(Op constant) {
        if (isPoolable(constant) && constant.parentBlock() != null) {
            constants.remove(new Key(constant.parentBlock(), constant), constant);
            hoisted.remove(constant);
        }
    }
}

package qcc.ir.transform;

import java.util.Arrays;
import qcc.ir.Op;
import qcc.ir.rewrite.OpEquivalence;

/** Operations found by content, in nested scopes: what was entered in a scope is forgotten when it is left. */
final class ScopedOpTable {
    private static final int NONE = -1;

    private int[] heads = new int[64];
    private Op[] ops = new Op[64];
    private int[] hashes = new int[64];
    private int[] next = new int[64];
    private int size;

    ScopedOpTable() {
        Arrays.fill(heads, NONE);
    }

    /** The state to go back to with {@link #leave}. */
    int enter() {
        return size;
    }

    void leave(int scope) {
        while (size > scope) {
            size--;
            heads[bucket(hashes[size])] = next[size];
            ops[size] = null;
        }
    }

    /** The operation known to equal the given one; if there is none, that one is entered and null returned. */
    Op findOrEnter(Op op) {
        int hash = OpEquivalence.hash(op);
        for (int i = heads[bucket(hash)]; i != NONE; i = next[i]) {
            if (hashes[i] == hash && OpEquivalence.equal(ops[i], op)) {
                return ops[i];
            }
        }
        if (size == ops.length) {
            grow();
        }
        ops[size] = op;
        hashes[size] = hash;
        link(size++);
        return null;
    }

    private int bucket(int hash) {
        return hash & (heads.length - 1);
    }

    private void link(int entry) {
        int bucket = bucket(hashes[entry]);
        next[entry] = heads[bucket];
        heads[bucket] = entry;
    }

    /** Entries are linked again in the order they came, so that leaving a scope still finds the latest at the head. */
    private void grow() {
        int capacity = 2 * size;
        ops = Arrays.copyOf(ops, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        next = Arrays.copyOf(next, capacity);
        heads = new int[capacity];
        Arrays.fill(heads, NONE);
        for (int i = 0; i < size; i++) {
            link(i);
        }
    }
}

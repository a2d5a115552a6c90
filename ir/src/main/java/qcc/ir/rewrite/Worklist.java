package qcc.ir.rewrite;

import java.util.Arrays;
import qcc.ir.Op;

/** A stack of operations without duplicates; the place of an operation in it is kept in {@link Op#number}, so that removal is constant. */
final class Worklist {
    private Op[] ops = new Op[64];
    private int size;

    /** Whether the operation is waiting; its number may be stale from an earlier use of the slot. */
    private boolean contains(Op op) {
        int place = op.number();
        return place >= 0 && place < size && ops[place] == op;
    }

    /** Puts an operation on top unless it is waiting already. */
    void push(Op op) {
        if (contains(op)) {
            return;
        }
        if (size == ops.length) {
            ops = Arrays.copyOf(ops, 2 * size);
        }
        op.setNumber(size);
        ops[size++] = op;
    }

    /** Forgets an operation; leaves a hole, which {@link #pop} skips. */
    void remove(Op op) {
        if (contains(op)) {
            ops[op.number()] = null;
        }
    }

    /** The operation on top, removed; null if none is waiting. */
    Op pop() {
        while (size > 0) {
            var op = ops[--size];
            ops[size] = null;
            if (op != null) {
                return op;
            }
        }
        return null;
    }

    void clear() {
        Arrays.fill(ops, 0, size, null);
        size = 0;
    }

    /** The number of operations waiting, holes included. */
    int size() {
        return size;
    }

    /** Turns the order around, so that what was pushed first comes first. */
    void reverse() {
        for (int i = 0, j = size - 1; i < j; i++, j--) {
            var op = ops[i];
            ops[i] = ops[j];
            ops[j] = op;
        }
        for (int i = 0; i < size; i++) {
            if (ops[i] != null) {
                ops[i].setNumber(i);
            }
        }
    }
}

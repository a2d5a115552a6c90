package qcc.sim;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for tables of products that are kept from one product to the next, given out first come, first served. Thread-safe. */
final class TableBudget {
    /** The part of the heap that tables may take. */
    private static final int HEAP_SHARE = 4;

    private final AtomicLong left;

    TableBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** A budget of a part of the heap. */
    static TableBudget ofHeap() {
        return new TableBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Whether there are as many bytes, which are then taken. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }
}

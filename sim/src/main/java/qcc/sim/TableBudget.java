package qcc.sim;

/** Memory for tables of products that are kept from one product to the next, given out first come, first served. Not thread-safe. */
final class TableBudget {
    /** The part of the heap that tables may take. */
    private static final int HEAP_SHARE = 4;

    private long left;

    TableBudget(long bytes) {
        this.left = bytes;
    }

    /** A budget of a part of the heap. */
    static TableBudget ofHeap() {
        return new TableBudget(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /** Whether there are as many bytes, which are then taken. */
    boolean take(long bytes) {
        var granted = bytes <= left;
        left -= granted ? bytes : 0;
        return granted;
    }
}

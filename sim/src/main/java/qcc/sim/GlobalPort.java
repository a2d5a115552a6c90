package qcc.sim;

/** The port of global memory, which one transfer takes after the other. */
final class GlobalPort {
    private long free;
    private long busy;

    /** Takes the port at the first time it is free from some time on, which is given back. */
    long take(long from, long cycles) {
        var start = Math.max(from, free);
        free = start + cycles;
        busy += cycles;
        return start;
    }

    /** Cycles taken so far. */
    long busy() {
        return busy;
    }
}

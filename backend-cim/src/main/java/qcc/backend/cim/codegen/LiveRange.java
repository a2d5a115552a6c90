package qcc.backend.cim.codegen;

/**
 * Bytes that are needed from one step to another, both included.
 *
 * @param bytes how many, at least 0
 */
record LiveRange(long bytes, int from, int to) {
    LiveRange {
        if (bytes < 0 || from > to) {
            throw new IllegalArgumentException("not a live range: %d bytes from %d to %d".formatted(bytes, from, to));
        }
    }

    boolean meets(LiveRange other) {
        return from <= other.to && other.from <= to;
    }
}

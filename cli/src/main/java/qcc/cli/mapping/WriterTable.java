package qcc.cli.mapping;

import java.util.Arrays;
import java.util.Map;

/** Who wrote each byte of global memory last. */
final class WriterTable {
    static final int NOBODY = -1;
    /** Most entries; a larger memory is tracked in blocks of several bytes. */
    private static final long MOST_ENTRIES = 1 << 24;

    private final long block;
    private final int[] writers;

    WriterTable(long bytes) {
        this.block = Math.max(1, Math.ceilDiv(bytes, MOST_ENTRIES));
        this.writers = new int[(int) Math.ceilDiv(bytes, block)];
        Arrays.fill(writers, NOBODY);
    }

    void write(long from, long to, int writer) {
        var end = (int) Math.min(writers.length, Math.ceilDiv(to, block));
        for (var i = (int) Math.max(0, from / block); i < end; i++) {
            writers[i] = writer;
        }
    }

    /** Adds the bytes of a range to the sums of those who wrote them. */
    void read(long from, long to, Map<Integer, Long> sums) {
        var address = Math.max(0, from);
        var end = Math.min(to, writers.length * block);
        while (address < end) {
            var writer = writers[(int) (address / block)];
            var next = (address / block + 1) * block;
            while (next < end && writers[(int) (next / block)] == writer) {
                next += block;
            }
            sums.merge(writer, Math.min(next, end) - address, Long::sum);
            address = next;
        }
    }
}

package qcc.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import qcc.backend.cim.isa.GlobalConstant;

/**
 * The last write and the reads since, for each interval of global memory in one launch.
 *
 * <p>Epochs and clocks are those of {@link AccessOrder}: an access of core c in epoch e is over when core q goes on if {@code clock[q][c] >= e}.
 */
final class GlobalAccesses {
    private static final int NOBODY = -1;
    private static final int CONSTANT = -2;
    private static final Access[] NO_READS = {};

    private final TreeMap<Long, Interval> intervals = new TreeMap<>();
    private final int[][] clocks;
    private final List<? extends Stream> cores;

    /**
     * One access.
     *
     * @param core the core's position
     * @param instruction its index
     */
    private record Access(int core, int epoch, int instruction) {}

    /** Neighboring addresses of one history. */
    private static final class Interval {
        private long end;
        private Access write;
        private Access[] reads = NO_READS;

        Interval(long end, Access write) {
            this.end = end;
            this.write = write;
        }

        void read(Access access) {
            for (var i = 0; i < reads.length; i++) {
                if (reads[i].core == access.core) {
                    if (reads[i] != access) {
                        reads = reads.clone();
                        reads[i] = access;
                    }
                    return;
                }
            }
            reads = Arrays.copyOf(reads, reads.length + 1);
            reads[reads.length - 1] = access;
        }
    }

    GlobalAccesses(long bytes, List<GlobalConstant> constants, int[][] clocks, List<? extends Stream> cores) {
        this.clocks = clocks;
        this.cores = cores;
        intervals.put(0L, new Interval(Math.max(1, bytes), new Access(NOBODY, 0, 0)));
        for (var constant : constants) {
            if (constant.data().length > 0) {
                replace(constant.address(), constant.address() + constant.data().length, new Access(CONSTANT, 0, 0));
            }
        }
    }

    /** What cores have written, in ascending order, without gaps or overlaps between neighbors. */
    List<AddressRange> written() {
        var ranges = new ArrayList<AddressRange>();
        for (var entry : intervals.entrySet()) {
            if (entry.getValue().write.core < 0) {
                continue;
            }
            var from = entry.getKey();
            if (!ranges.isEmpty() && ranges.getLast().end() == from) {
                from = ranges.removeLast().address();
            }
            ranges.add(new AddressRange(from, 1, 0, entry.getValue().end - from));
        }
        return ranges;
    }

    /** @throws Fault if another core's write may come before or after it */
    void read(int core, AddressRange range) {
        var access = access(core);
        for (var row = 0; row < rows(range); row++) {
            var from = range.address() + row * range.stride();
            var to = from + run(range);
            split(from);
            split(to);
            for (var entry = intervals.floorEntry(from); entry != null && entry.getKey() < to; entry = intervals.higherEntry(
                    entry.getKey())) {
                var interval = entry.getValue();
                if (!isOver(interval.write, core)) {
                    throw unordered("reads", Math.max(from, entry.getKey()), Math.min(to, interval.end), "writes", interval.write);
                }
                interval.read(access);
            }
        }
    }

    /** @throws Fault if another core's access may come before or after it, or if it overwrites a constant */
    void write(int core, AddressRange range) {
        var access = access(core);
        for (var row = 0; row < rows(range); row++) {
            var from = range.address() + row * range.stride();
            var to = from + run(range);
            checkWrite(core, from, to);
            replace(from, to, access);
        }
    }

    private void checkWrite(int core, long from, long to) {
        for (var entry = intervals.floorEntry(from); entry != null && entry.getKey() < to; entry = intervals.higherEntry(entry.getKey())) {
            var interval = entry.getValue();
            var low = Math.max(from, entry.getKey());
            var end = Math.min(to, interval.end);
            if (interval.write.core == CONSTANT) {
                throw new Fault("writes global memory %d..%d, which holds constants of the segment for every launch", low, end - 1);
            }
            for (var read : interval.reads) {
                if (!isOver(read, core)) {
                    throw unordered("overwrites", low, end, "reads", read);
                }
            }
            if (!isOver(interval.write, core)) {
                throw unordered("overwrites", low, end, "writes", interval.write);
            }
        }
    }

    private void replace(long from, long to, Access write) {
        split(from);
        split(to);
        intervals.subMap(from, to).clear();
        var before = intervals.lowerEntry(from);
        if (before != null && before.getValue().reads.length == 0 && before.getValue().write.equals(write)) {
            before.getValue().end = to;
        } else {
            intervals.put(from, new Interval(to, write));
        }
    }

    private void split(long address) {
        var entry = intervals.lowerEntry(address);
        if (entry != null && entry.getValue().end > address) {
            var interval = entry.getValue();
            var rest = new Interval(interval.end, interval.write);
            rest.reads = interval.reads;
            interval.end = address;
            intervals.put(address, rest);
        }
    }

    private Access access(int core) {
        return new Access(core, clocks[core][core], cores.get(core).index());
    }

    private boolean isOver(Access access, int core) {
        return access.core < 0 || access.core == core || clocks[core][access.core] >= access.epoch;
    }

    private Fault unordered(String verb, long from, long end, String otherVerb, Access other) {
        var image = cores.get(other.core).image();
        return new Fault("%s global memory %d..%d, which core %d %s at %s, and neither waits for the other", verb, from, end - 1,
                image.core(), otherVerb, image.describe(other.instruction));
    }

    /** Rows that follow one another without gaps are one. */
    private static long rows(AddressRange range) {
        return range.stride() == range.run() ? 1 : range.rows();
    }

    private static long run(AddressRange range) {
        return range.stride() == range.run() ? range.rows() * range.run() : range.run();
    }
}

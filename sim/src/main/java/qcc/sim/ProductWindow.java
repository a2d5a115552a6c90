package qcc.sim;

import java.util.Optional;

/**
 * The products of a core that may still be running, for finding out which of them an instruction has to wait for: those whose inputs it
 * overwrites, whose accumulators it uses, or whose crossbars it needs.
 */
final class ProductWindow {
    /** Products that a core keeps track of; a further one waits for the oldest. */
    static final int SIZE = 32;

    private final Entry[] entries = new Entry[SIZE];
    private int count;

    /** What a running product uses. */
    private record Entry(ProgrammedGroup group, AddressRange inputs, AddressRange sums) {}

    /** @param sums the accumulators written */
    void add(ProgrammedGroup group, AddressRange inputs, AddressRange sums) {
        entries[count++ % SIZE] = new Entry(group, inputs, sums);
    }

    /**
     * The dependencies of an instruction as {@link Task#dependencies()}.
     *
     * @param group the group it multiplies with
     * @param written local memory written
     * @param accumulators accumulators read or written
     */
    long dependencies(Optional<ProgrammedGroup> group, Optional<AddressRange> written, Optional<AddressRange> accumulators) {
        var dependencies = 0L;
        for (var back = 0; back < Math.min(count, SIZE); back++) {
            var entry = entries[(count - 1 - back) % SIZE];
            if (group.isPresent() && group.get().sharesCrossbars(entry.group)
                    || written.isPresent() && written.get().overlaps(entry.inputs)
                    || accumulators.isPresent() && accumulators.get().overlaps(entry.sums)) {
                dependencies |= 1L << back;
            }
        }
        return dependencies;
    }
}

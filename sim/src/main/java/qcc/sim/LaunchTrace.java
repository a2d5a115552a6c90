package qcc.sim;

import java.util.List;

/**
 * What the cores of a segment execute in one launch, in the order of each core.
 *
 * @param cores in the order of the segment
 * @param written what they write to global memory, in runs that do not overlap
 */
record LaunchTrace(List<CoreTrace> cores, List<AddressRange> written) {
    LaunchTrace {
        cores = List.copyOf(cores);
        written = List.copyOf(written);
    }

    /** One core's tasks, the last of which is its end. The array is not copied. */
    record CoreTrace(CoreImage image, Task[] tasks) {}

    /** Tasks of all cores. */
    long tasks() {
        return cores.stream().mapToLong(core -> core.tasks().length).sum();
    }
}

package qcc.sim;

import java.util.Comparator;
import java.util.List;

/**
 * How soon one inference follows another in each segment. A core begins the next launch when it has ended one; as many launches are in flight
 * as there are banks, parts of global memory with the values of one launch. What loading adds is in {@link Reload}.
 *
 * @param stages in the order in which segments are loaded
 */
public record Throughput(List<Stage> stages) {
    public Throughput {
        stages = List.copyOf(stages);
    }

    /**
     * A loaded segment.
     *
     * @param segment its number in the bundle
     * @param latency cycles of one inference by itself
     * @param banks launches for which global memory has room, at least 1
     * @param interval cycles from one inference to the next when many follow one another, copies between host and global memory included
     * @param bottleneck what the interval is due to
     */
    public record Stage(int segment, long latency, int banks, double interval, Bottleneck bottleneck) {}

    /** What limits the segment that takes longest, or loading, if the chip waits for it longer than it computes. */
    Bottleneck bottleneck(Reload reload) {
        var slowest = stages.stream().max(Comparator.comparingDouble(Stage::interval));
        var loading = reload.intervalNs() == 0 ? 0 : reload.waitNs() / reload.intervalNs();
        if (slowest.isEmpty() || loading > 1 - loading) {
            return new Bottleneck(Bottleneck.Kind.LOADING, -1, "", loading);
        }
        return slowest.get().bottleneck();
    }

    /**
     * What an interval is due to.
     *
     * @param kind what it is
     * @param core the core, -1 if it is none
     * @param operation what the core is busy with most, empty if it is none
     * @param utilization how much of the time it is busy, 0 to 1
     */
    public record Bottleneck(Kind kind, int core, String operation, double utilization) {
        /** What may limit the rate of inferences. */
        public enum Kind {
            /** A core, with whatever it does but wait. */
            CORE("core"),
            /** The port of global memory. */
            GLOBAL_MEMORY_PORT("port of global memory"),
            /** Copies between host and global memory. */
            HOST_COPY("copies between host and global memory"),
            /** Global memory has no room for more launches at a time. */
            GLOBAL_MEMORY_ROOM("room for launches in global memory"),
            /** Programming crossbars. */
            LOADING("loading of segments");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            /** Its name in reports. */
            public String text() {
                return text;
            }
        }

        /** Its name: {@code core 3 (nn.conv at "conv1")}, {@code port of global memory}. */
        public String text() {
            if (kind != Kind.CORE) {
                return kind.text();
            }
            return operation.isEmpty() ? "core " + core : "core " + core + " (" + operation + ")";
        }
    }
}

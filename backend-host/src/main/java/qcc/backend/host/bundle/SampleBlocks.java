package qcc.backend.host.bundle;

import java.util.List;

/**
 * How samples go through a network of several segments: a block of them through each segment in turn, so that a segment is loaded once for a
 * block. Between the segments each sample of a block has its own copy of the values that cross.
 *
 * @param samples samples of a block, at least 1
 * @param crossing what crosses segments in global memory
 */
public record SampleBlocks(int samples, List<CrossingValue> crossing) {
    /** One sample at a time, and nothing crosses. */
    public static final SampleBlocks SINGLE = new SampleBlocks(1, List.of());

    public SampleBlocks {
        crossing = List.copyOf(crossing);
        if (samples < 1) {
            throw new IllegalArgumentException("a block has at least one sample, not " + samples);
        }
    }

    /** Bytes of global memory that one more sample of a block takes: from the first crossing value to the end of the last. */
    public long bytesPerSample() {
        long first = crossing.stream().mapToLong(CrossingValue::address).min().orElse(0);
        return crossing.stream().mapToLong(CrossingValue::end).max().orElse(0) - first;
    }

    /**
     * Samples whose crossing values are in global memory at once.
     *
     * @param capacity bytes of global memory
     * @param used bytes that a block of one sample uses
     * @return at least 1; without bound where nothing crosses
     */
    public long fitting(long capacity, long used) {
        long bytes = bytesPerSample();
        return bytes == 0 ? Long.MAX_VALUE : 1 + Math.max(0, capacity - used) / bytes;
    }

    /** The same crossing values with blocks of another size. */
    public SampleBlocks withSamples(int count) {
        return new SampleBlocks(count, crossing);
    }
}

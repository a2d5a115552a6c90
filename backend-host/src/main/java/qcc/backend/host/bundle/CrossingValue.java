package qcc.backend.host.bundle;

import java.util.List;
import java.util.Objects;

/**
 * Bytes that stay in global memory from one segment to another.
 *
 * @param address the first byte's address
 * @param bytes how many, at least 1
 * @param source who puts them there, before or in the first of the segments
 * @param segments the segments that make or take them, in the order in which they run; at least two
 */
public record CrossingValue(long address, long bytes, Source source, List<Integer> segments) {
    /** Who puts a value into global memory. */
    public enum Source {
        /** The host copies it in. */
        HOST,
        /** The first segment makes it. */
        SEGMENT
    }

    public CrossingValue {
        Objects.requireNonNull(source, "source");
        segments = List.copyOf(segments);
        if (address < 0 || bytes < 1) {
            throw new IllegalArgumentException("a crossing value of %d bytes at address %d".formatted(bytes, address));
        }
        if (segments.size() < 2) {
            throw new IllegalArgumentException("the value at address %d crosses nothing: segments %s".formatted(address, segments));
        }
    }

    /** The address behind its last byte. */
    public long end() {
        return address + bytes;
    }
}

package qcc.backend.host.bundle;

import java.util.List;
import java.util.Objects;

/**
 * A dense array in the host's memory, one for each sample in flight.
 *
 * @param kind its elements
 * @param shape its dimensions without the sample dimension, each at least 1; empty for one number
 */
public record HostBuffer(ElementKind kind, List<Integer> shape) {
    public HostBuffer {
        Objects.requireNonNull(kind, "element kind");
        shape = List.copyOf(shape);
        var bytes = (long) kind.bytes();
        for (var dimension : shape) {
            if (dimension < 1) {
                throw new IllegalArgumentException("a host buffer's dimensions must be at least 1: " + shape);
            }
            bytes *= dimension;
            if (bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a host buffer of %s x %s exceeds 2 GiB".formatted(shape, kind.text()));
            }
        }
    }

    /** How many elements it has. */
    public int elements() {
        var elements = 1;
        for (var dimension : shape) {
            elements *= dimension;
        }
        return elements;
    }

    /** How many bytes it has. */
    public int bytes() {
        return elements() * kind.bytes();
    }
}

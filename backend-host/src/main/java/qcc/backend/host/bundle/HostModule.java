package qcc.backend.host.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions that the host runs itself.
 *
 * @param text MLIR's generic form
 * @param blobs the values of the text's {@code dense_resource} attributes, in ascending order of key
 */
public record HostModule(String text, List<Blob> blobs) {
    /** A module without functions. */
    public static final HostModule EMPTY = new HostModule("", List.of());

    /** One resource. Equal by content; the bytes are not copied and must not be changed. */
    public record Blob(String key, byte[] data) {
        public Blob {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(data, "data");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && key.equals(that.key) && Arrays.equals(data, that.data);
        }

        @Override
        public int hashCode() {
            return Objects.hash(key, Arrays.hashCode(data));
        }
    }

    /**
     * @throws IllegalArgumentException if the keys do not ascend
     */
    public HostModule {
        Objects.requireNonNull(text, "text");
        blobs = List.copyOf(blobs);
        for (var i = 1; i < blobs.size(); i++) {
            if (blobs.get(i - 1).key.compareTo(blobs.get(i).key) >= 0) {
                throw new IllegalArgumentException("the host module's blobs do not ascend: '%s' comes before '%s'"
                        .formatted(blobs.get(i - 1).key, blobs.get(i).key));
            }
        }
    }

    /** The blob of a key. */
    public Optional<byte[]> blob(String key) {
        return blobs.stream().filter(blob -> blob.key.equals(key)).map(Blob::data).findFirst();
    }
}

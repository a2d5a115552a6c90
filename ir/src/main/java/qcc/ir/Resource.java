package qcc.ir;

import java.util.Optional;

/**
 * A named blob of the resource section. It has identity: attributes that share a resource share its bytes.
 *
 * <p>A text may name a resource and leave out its bytes; such a resource parses and prints, and executing it is an error.
 */
public final class Resource {
    private final String key;
    private volatile Blob blob;

    public Resource(String key, Blob blob) {
        this.key = key;
        this.blob = blob;
    }

    /** A resource whose bytes are not known yet. */
    public static Resource undefined(String key) {
        return new Resource(key, null);
    }

    public String key() {
        return key;
    }

    public Optional<Blob> blob() {
        return Optional.ofNullable(blob);
    }

    /** Gives the bytes of a resource that had none: the parser meets the section after the uses. */
    public void define(Blob bytes) {
        if (blob != null) {
            throw new IllegalStateException("resource '" + key + "' is defined already");
        }
        blob = bytes;
    }

    @Override
    public String toString() {
        return key;
    }
}

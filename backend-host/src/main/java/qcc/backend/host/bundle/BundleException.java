package qcc.backend.host.bundle;

/** A bundle that cannot be used. The message says which and why, in one sentence for the user. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault found by qcc itself. */
    public BundleException(String message) {
        super(message);
    }

    /** A fault found while decoding a part. */
    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}

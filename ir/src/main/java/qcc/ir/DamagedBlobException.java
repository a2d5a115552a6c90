package qcc.ir;

/** Bytes of a {@link Blob} that stayed in a file until now are not those that were written. The message is complete. */
public final class DamagedBlobException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DamagedBlobException(String message) {
        super(message);
    }
}

package qcc.backend.host.bundle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The frame around the payload: magic, version u32, payload length u64, SHA-256 of the payload; little-endian. */
final class BundleFormat {
    /** The version written, and the newest one read. */
    static final int VERSION = 1;

    static final int VERSION_OFFSET = 4;
    static final int LENGTH_OFFSET = 8;
    static final int DIGEST_OFFSET = 16;
    static final int DIGEST_BYTES = 32;
    static final int HEADER_BYTES = DIGEST_OFFSET + DIGEST_BYTES;

    private BundleFormat() {}

    static byte[] magic() {
        return "QCCB".getBytes(StandardCharsets.US_ASCII);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

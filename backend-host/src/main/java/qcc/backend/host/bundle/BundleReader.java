package qcc.backend.host.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

import com.google.protobuf.InvalidProtocolBufferException;

import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.InstructionCodec;
import qcc.backend.host.bundle.wire.Wire;

/** Reads bundles and refuses every one that is truncated, altered, newer than this program, or whose parts do not fit together. */
public final class BundleReader {
    private final InstructionCodec codec;

    /** A reader of bundles for chips with the default instruction encoding. */
    public BundleReader() {
        this(new FixedWordCodec());
    }

    /** A reader of bundles for chips with the given instruction encoding. */
    public BundleReader(InstructionCodec codec) {
        this.codec = codec;
    }

    /**
     * Reads a bundle's file.
     *
     * @throws BundleException naming the file if it is refused
     * @throws IOException if the file cannot be read
     */
    public Bundle read(Path file) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw new BundleException("%s: larger than 2 GiB, which no bundle of this version is".formatted(file));
        }
        try {
            return parse(Files.readAllBytes(file));
        } catch (BundleException e) {
            throw new BundleException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Reads the bytes of a bundle's file.
     *
     * @throws BundleException if they are refused
     */
    public Bundle parse(byte[] file) {
        checkFrame(file);
        var payload = ByteBuffer.wrap(file, BundleFormat.HEADER_BYTES, file.length - BundleFormat.HEADER_BYTES);
        var bundle = decode(payload);
        BundleValidator.validate(bundle, codec);
        return bundle;
    }

    private static void checkFrame(byte[] file) {
        var magic = BundleFormat.magic();
        var present = Math.min(magic.length, file.length);
        if (file.length == 0 || !Arrays.equals(file, 0, present, magic, 0, present)) {
            throw new BundleException("not a qcc bundle: it does not begin with QCCB");
        }
        if (file.length < BundleFormat.HEADER_BYTES) {
            throw new BundleException(
                    "the bundle is truncated: %d bytes, not even the %d of its header".formatted(file.length, BundleFormat.HEADER_BYTES));
        }
        var header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        checkVersion(header.getInt(BundleFormat.VERSION_OFFSET));
        checkLength(header.getLong(BundleFormat.LENGTH_OFFSET), file.length - BundleFormat.HEADER_BYTES);
        var digest = BundleFormat.sha256();
        digest.update(file, BundleFormat.HEADER_BYTES, file.length - BundleFormat.HEADER_BYTES);
        var stated = Arrays.copyOfRange(file, BundleFormat.DIGEST_OFFSET, BundleFormat.HEADER_BYTES);
        if (!MessageDigest.isEqual(digest.digest(), stated)) {
            throw new BundleException("the bundle was altered or damaged: its content does not match its SHA-256");
        }
    }

    private static void checkVersion(int version) {
        if (Integer.compareUnsigned(version, BundleFormat.VERSION) > 0) {
            throw new BundleException("the bundle has format version %s, newer than %d, the newest this qcc reads; use a newer qcc"
                    .formatted(Integer.toUnsignedString(version), BundleFormat.VERSION));
        }
        if (version != BundleFormat.VERSION) {
            throw new BundleException("the bundle has format version %d, which does not exist; the file is damaged".formatted(version));
        }
    }

    private static void checkLength(long stated, int present) {
        if (stated < 0 || stated > present) {
            throw new BundleException(
                    "the bundle is truncated: %d of %s bytes of content are there".formatted(present, Long.toUnsignedString(stated)));
        }
        if (stated < present) {
            throw new BundleException("the bundle was altered: %d bytes follow its content".formatted(present - stated));
        }
    }

    private static Bundle decode(ByteBuffer payload) {
        try {
            return WireDecoder.decode(Wire.Bundle.parseFrom(payload));
        } catch (InvalidProtocolBufferException e) {
            throw new BundleException("the bundle's content is not what its format says: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new BundleException("the bundle is not valid: " + e.getMessage(), e);
        }
    }
}

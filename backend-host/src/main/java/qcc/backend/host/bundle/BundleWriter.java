package qcc.backend.host.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.google.protobuf.CodedOutputStream;

import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.InstructionCodec;

/** Writes bundles. Equal bundles have equal bytes. */
public final class BundleWriter {
    /** Leaves 64 MiB of the 2 GiB for everything that is not bulk data. */
    private static final long MAX_DATA_BYTES = Integer.MAX_VALUE - (64L << 20);

    private final InstructionCodec codec;

    /** A writer of bundles for chips with the default instruction encoding. */
    public BundleWriter() {
        this(new FixedWordCodec());
    }

    /** A writer of bundles for chips with the given instruction encoding. */
    public BundleWriter(InstructionCodec codec) {
        this.codec = codec;
    }

    /**
     * The bytes of a bundle's file.
     *
     * @throws BundleException if the bundle's parts do not fit together
     */
    public byte[] toBytes(Bundle bundle) {
        BundleValidator.validate(bundle, codec);
        checkSize(bundle);
        var message = WireEncoder.encode(bundle);
        var payloadBytes = message.getSerializedSize();
        var file = new byte[Math.addExact(BundleFormat.HEADER_BYTES, payloadBytes)];
        try {
            var payload = CodedOutputStream.newInstance(file, BundleFormat.HEADER_BYTES, payloadBytes);
            message.writeTo(payload);
            payload.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        var digest = BundleFormat.sha256();
        digest.update(file, BundleFormat.HEADER_BYTES, payloadBytes);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).put(BundleFormat.magic()).putInt(BundleFormat.VERSION).putLong(payloadBytes)
                .put(digest.digest());
        return file;
    }

    /**
     * Writes a bundle's file: first beside its place, then moved there, so that nobody sees half of it.
     *
     * @throws BundleException if the bundle's parts do not fit together
     * @throws IOException if the file cannot be written
     */
    public void write(Bundle bundle, Path file) throws IOException {
        var bytes = toBytes(bundle);
        var target = file.toAbsolutePath();
        var temporary = target.resolveSibling(".%s.%d.tmp".formatted(target.getFileName(), ProcessHandle.current().pid()));
        try {
            Files.write(temporary, bytes);
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** One protobuf message has less than 2 GiB, and its library does not notice when it has more. */
    private static void checkSize(Bundle bundle) {
        var bytes = bundle.hostModule().blobs().stream().mapToLong(blob -> blob.data().length).sum();
        for (var segment : bundle.segments()) {
            bytes += segment.constants().stream().mapToLong(constant -> constant.data().length).sum();
            for (var program : segment.programs()) {
                bytes += program.code().length + program.groups().stream().mapToLong(group -> group.matrix().length).sum();
            }
        }
        if (bytes > MAX_DATA_BYTES) {
            throw new BundleException("the bundle holds %d bytes of weights, constants and code; this format version holds at most %d"
                    .formatted(bytes, MAX_DATA_BYTES));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

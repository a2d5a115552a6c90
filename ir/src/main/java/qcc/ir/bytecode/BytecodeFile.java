package qcc.ir.bytecode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Files in the binary form. */
public final class BytecodeFile {
    private BytecodeFile() {}

    /**
     * Maps a file into memory, so that what nobody looks at is never read.
     *
     * @return empty if the file is not in the binary form
     * @throws IOException if the file cannot be read or is larger than 2 GiB
     */
    public static Optional<ByteBuffer> map(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var start = ByteBuffer.allocate(BytecodeFormat.magic().length);
            channel.read(start);
            if (!BytecodeFormat.matches(start.flip())) {
                return Optional.empty();
            }
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException(
                        file + ": a module in the binary form may have 2 GiB at most, this one has " + channel.size() + " bytes");
            }
            return Optional.of(channel.map(MapMode.READ_ONLY, 0, channel.size()));
        }
    }
}

package qcc.tensor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is complete, so that nobody sees half a file. */
final class OutputFile {
    private OutputFile() {}

    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    static void write(Path file, Content content) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw new TensorFileException(file, "is a folder");
            }
            if (!Files.isDirectory(folder)) {
                throw new TensorFileException(file, "the folder %s does not exist".formatted(folder));
            }
            writeAndMove(folder, file, content);
        } catch (IOException e) {
            throw TensorFileException.of(file, e);
        }
    }

    private static void writeAndMove(Path folder, Path file, Content content) throws IOException {
        var temporary = folder.resolve("%s.%s.part".formatted(file.getFileName(), UUID.randomUUID()));
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                content.writeTo(channel);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}

package qcc.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Writes results so that nobody sees half of one. */
final class TextFile {
    /** Something that is written. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream target) throws IOException;
    }

    private TextFile() {}

    /**
     * Writes to standard output or, once it is complete, to a file.
     *
     * @param file relative to the working directory; {@code -} is standard output
     * @throws IOException if the file cannot be written; nothing of it is left then
     */
    static void write(Optional<Path> file, Invocation invocation, Content content) throws IOException {
        if (file.isEmpty() || file.get().toString().equals("-")) {
            content.writeTo(invocation.out());
            return;
        }
        var target = invocation.resolve(file.get()).toAbsolutePath();
        if (!Files.isDirectory(target.getParent())) {
            throw new InputException(file.get() + ": there is no folder " + target.getParent());
        }
        var temporary = target.resolveSibling(".%s.%d.tmp".formatted(target.getFileName(), ProcessHandle.current().pid()));
        try {
            try (var stream = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(stream);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
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

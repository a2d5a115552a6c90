package qcc.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A file of arrays or images cannot be read or written: its message is the file and the one reason. */
public final class TensorFileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path file;
    private final String reason;

    public TensorFileException(Path file, String reason) {
        super("%s: %s".formatted(file, reason));
        this.file = file;
        this.reason = reason;
    }

    /** An operating system's error, said in one line. */
    static TensorFileException of(Path file, IOException cause) {
        var reason = switch (cause) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "access denied";
            case NotDirectoryException other -> "not a folder";
            case ZipException zip -> "not a readable zip file: " + zip.getMessage();
            case EOFException truncated -> "truncated";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
        return new TensorFileException(file, reason);
    }

    public Path file() {
        return file;
    }

    public String reason() {
        return reason;
    }
}

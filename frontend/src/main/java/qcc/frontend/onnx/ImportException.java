package qcc.frontend.onnx;

import qcc.ir.Location;
import qcc.ir.diagnostic.Diagnostic;

/** A model that cannot be imported. The message names the file and, where there is one, the node, and says what is wrong. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    private ImportException(String message, Diagnostic diagnostic, Throwable cause) {
        super(message, cause);
        this.diagnostic = diagnostic;
    }

    /** A fault of the file as a whole. */
    static ImportException of(String file, String message) {
        return of(file, message, (Throwable) null);
    }

    /** A fault of the file as a whole that something else found. */
    static ImportException of(String file, String message, Throwable cause) {
        return new ImportException(file + ": " + message, Diagnostic.error(new Location.File(file, 0, 0), message), cause);
    }

    /** A fault at a place of a text. */
    static ImportException at(Location.File place, String message, Throwable cause) {
        return new ImportException(prefix(place.file(), place) + message, Diagnostic.error(place, message), cause);
    }

    /** The file, with line and column where they are known. */
    private static String prefix(String file, Location location) {
        return switch (location) {
            case Location.Name(var _, var child) -> prefix(file, child);
            case Location.CallSite(var callee, var _) -> prefix(file, callee);
            case Location.File place when place.line() > 0 -> file + ":" + place.line() + ":" + place.column() + ": ";
            default -> file + ": ";
        };
    }

    /**
     * A fault of a part of the file.
     *
     * @param part what to call it in the message, such as {@code node "conv1" (Conv)}
     */
    static ImportException of(String file, String part, Location location, String message) {
        return new ImportException(prefix(file, location) + part + ": " + message, Diagnostic.error(location, part + ": " + message), null);
    }

    /** A fault with notes. */
    static ImportException of(String file, Diagnostic diagnostic) {
        var text = new StringBuilder(file).append(": ").append(diagnostic.message());
        diagnostic.notes().forEach(note -> text.append("\n  ").append(note.message()));
        return new ImportException(text.toString(), diagnostic, null);
    }

    /** The fault with its location, without the file's name in the text. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}

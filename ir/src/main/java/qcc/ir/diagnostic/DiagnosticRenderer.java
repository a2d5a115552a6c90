package qcc.ir.diagnostic;

import qcc.ir.Location;

/**
 * Writes diagnostics for people: {@code file:line:column: error: message}, the line, a caret below the column, then the notes in the same
 * form.
 */
public final class DiagnosticRenderer {
    private final SourceLines lines;

    public DiagnosticRenderer(SourceLines lines) {
        this.lines = lines;
    }

    /** The text of a diagnostic, each line with its end. */
    public String render(Diagnostic diagnostic) {
        var text = new StringBuilder();
        message(text, diagnostic.location(), diagnostic.severity().toString(), diagnostic.message());
        for (var note : diagnostic.notes()) {
            message(text, note.location(), "note", note.message());
        }
        return text.toString();
    }

    private void message(StringBuilder text, Location location, String kind, String message) {
        var file = fileOf(location);
        if (file == null) {
            text.append(location.describe()).append(": ").append(kind).append(": ").append(message).append('\n');
            return;
        }
        text.append(file.file()).append(':').append(file.line()).append(':').append(file.column()).append(": ").append(kind).append(": ")
                .append(message).append(name(location)).append('\n');
        var line = lines.line(file.file(), file.line());
        if (!line.isEmpty() && file.column() >= 1) {
            text.append(line).append('\n').append(indentation(line, file.column())).append("^\n");
        }
        callers(text, location);
    }

    /** The name of what the location is about where it has one beside its place in a file. */
    private static String name(Location location) {
        return location instanceof Location.Name(var name, var _) ? " [\"" + name + "\"]" : "";
    }

    private void callers(StringBuilder text, Location location) {
        if (location instanceof Location.CallSite(var _, var caller)) {
            message(text, caller, "note", "called from");
        }
    }

    /** Blanks as wide as the bytes before the column; tabs stay, so that the caret stands below its place. */
    private static String indentation(String line, int column) {
        var blanks = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < line.length() && bytes < column - 1; i++) {
            char c = line.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            blanks.append(c == '\t' ? '\t' : ' ');
        }
        return blanks.toString();
    }

    /** The first place in a file that a location knows, or null. */
    static Location.File fileOf(Location location) {
        return switch (location) {
            case Location.Unknown _ -> null;
            case Location.File file -> file;
            case Location.FileRange range -> new Location.File(range.file(), range.line(), range.column());
            case Location.Name(var _, var child) -> fileOf(child);
            case Location.CallSite(var callee, var _) -> fileOf(callee);
            case Location.Fused(var _, var parts) -> {
                for (var part : parts) {
                    if (fileOf(part) != null) {
                        yield fileOf(part);
                    }
                }
                yield null;
            }
        };
    }
}

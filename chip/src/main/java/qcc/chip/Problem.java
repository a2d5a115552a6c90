package qcc.chip;

import java.util.Objects;

/**
 * One thing wrong with a chip file.
 *
 * @param source the file's or preset's name
 * @param line 1-based line, 0 when the problem is the whole file
 * @param column 1-based column, 0 when the problem is the whole file
 * @param message what is wrong, beginning with the path of the key
 * @param hint what to change, empty when the message says it
 */
public record Problem(String source, int line, int column, String message, String hint) {
    public Problem {
        Objects.requireNonNull(source);
        Objects.requireNonNull(message);
        Objects.requireNonNull(hint);
    }

    /** The compiler's usual form: {@code source:line:column: error: message}, and the hint on a line of its own. */
    @Override
    public String toString() {
        var position = line == 0 ? source : source + ":" + line + ":" + column;
        return position + ": error: " + message + (hint.isEmpty() ? "" : "\n  help: " + hint);
    }
}

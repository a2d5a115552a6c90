package qcc.backend.cim.isa.syntax;

/**
 * A place in a text.
 *
 * @param file the text's name
 * @param line from 1
 * @param column in characters, from 1
 */
public record Position(String file, int line, int column) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

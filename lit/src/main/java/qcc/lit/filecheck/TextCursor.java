package qcc.lit.filecheck;

import java.util.Optional;

/** A position that moves through a part of a text. */
final class TextCursor {
    private final SourceText source;
    private final int end;
    private int position;

    TextCursor(SourceText source, int start, int end) {
        this.source = source;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    boolean more() {
        return position < end;
    }

    char peek() {
        return source.text().charAt(position);
    }

    String rest() {
        return source.text().substring(position, end);
    }

    /** The text from an earlier position to this one. */
    String text(int start) {
        return source.text().substring(start, position);
    }

    /** A cursor over another part of the same text. */
    TextCursor part(int from, int to) {
        return new TextCursor(source, from, to);
    }

    /** Takes a variable's name, see {@link #variableName()}. */
    String requiredVariableName() throws CheckFileException {
        if (!more()) {
            throw error("empty variable name");
        }
        boolean sigil = peek() == '$' || peek() == '@';
        if (sigil && position + 1 == end) {
            throw errorAt(position + 1, "empty " + (peek() == '@' ? "pseudo" : "global") + " variable name");
        }
        return variableName().orElseThrow(() -> error("invalid variable name"));
    }

    void moveTo(int offset) {
        position = offset;
    }

    void skipBlanks() {
        while (more() && SourceText.isBlank(peek())) {
            position++;
        }
    }

    boolean accept(String expected) {
        if (!source.text().startsWith(expected, position) || position + expected.length() > end) {
            return false;
        }
        position += expected.length();
        return true;
    }

    /** Takes digits of a base; empty, and unmoved, without any. */
    Optional<String> digits(int radix) {
        int start = position;
        while (more() && peek() < 128 && Character.digit(peek(), radix) >= 0) {
            position++;
        }
        return start == position ? Optional.empty() : Optional.of(source.text().substring(start, position));
    }

    /** Takes a variable's name with its optional {@code $} or {@code @}; empty, and unmoved, without one. */
    Optional<String> variableName() {
        int start = position;
        if (more() && (peek() == '$' || peek() == '@')) {
            position++;
        }
        if (!more() || !isNameStart(peek())) {
            position = start;
            return Optional.empty();
        }
        while (more() && (isNameStart(peek()) || peek() >= '0' && peek() <= '9')) {
            position++;
        }
        return Optional.of(source.text().substring(start, position));
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    CheckFileException error(String message) {
        return errorAt(position, message);
    }

    CheckFileException errorAt(int offset, String message) {
        return new CheckFileException(source, offset, message, CheckFileException.Form.SPACED);
    }
}

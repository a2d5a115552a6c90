package qcc.backend.cim.isa.syntax;

import java.util.HexFormat;

/**
 * Escapes of strings and text lines: a backslash before a backslash or a quotation mark, {@code \n}, {@code \r}, {@code \t}, and
 * <code>&#92;uXXXX</code> for UTF-16 units that cannot stand in a line of a file.
 */
public final class Escapes {
    private static final int UNICODE_DIGITS = 4;

    private Escapes() {}

    /** A string in quotation marks. */
    public static String quote(String text) {
        return '"' + escape(text).replace("\"", "\\\"") + '"';
    }

    /** A text without line breaks as it is written in a text line. */
    public static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 2);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> appendPrintable(escaped, c);
            }
        });
        return escaped.toString();
    }

    private static void appendPrintable(StringBuilder escaped, int codePoint) {
        var type = Character.getType(codePoint);
        var isInvisible = type == Character.CONTROL || type == Character.SURROGATE || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
        if (isInvisible) {
            escaped.append("\\u%04x".formatted(codePoint));
        } else {
            escaped.appendCodePoint(codePoint);
        }
    }

    /**
     * The text that was escaped.
     *
     * @param at where the escaped text begins
     * @throws AssemblyException at an escape that does not exist
     */
    static String unescape(String escaped, Position at) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        var text = new StringBuilder(escaped.length());
        for (var i = 0; i < escaped.length(); i++) {
            if (escaped.charAt(i) != '\\') {
                text.append(escaped.charAt(i));
                continue;
            }
            var here = new Position(at.file(), at.line(), at.column() + escaped.codePointCount(0, i));
            i++;
            switch (i < escaped.length() ? escaped.charAt(i) : ' ') {
                case '\\' -> text.append('\\');
                case '"' -> text.append('"');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(unit(escaped, i + 1, here));
                    i += UNICODE_DIGITS;
                }
                default -> throw new AssemblyException(here, "unknown escape: expected \\\\, \\\", \\n, \\r, \\t or \\uXXXX");
            }
        }
        return text.toString();
    }

    private static char unit(String escaped, int start, Position here) {
        var end = start + UNICODE_DIGITS;
        for (var i = start; i < end; i++) {
            if (i >= escaped.length() || !HexFormat.isHexDigit(escaped.charAt(i))) {
                throw new AssemblyException(here, "expected four hexadecimal digits after \\u");
            }
        }
        return (char) HexFormat.fromHexDigits(escaped, start, end);
    }
}

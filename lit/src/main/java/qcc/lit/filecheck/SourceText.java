package qcc.lit.filecheck;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A named text with one byte per {@code char}, so that columns count bytes whatever the encoding of the file is. */
final class SourceText {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts[line++] = i + 1;
        }
        return starts;
    }

    /** The bytes of a string in UTF-8, one per character. */
    static String toBytes(String string) {
        return new String(string.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Drops the carriage return of each line end and, if asked, turns each run of spaces and tabs into one space. */
    static String canonicalize(String text, boolean keepWhitespace) {
        var result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (keepWhitespace || !isBlank(c)) {
                result.append(c);
                continue;
            }
            result.append(' ');
            while (i + 1 < text.length() && isBlank(text.charAt(i + 1))) {
                i++;
            }
        }
        return result.toString();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** Number of lines, where a final line feed does not begin a line. */
    int lineCount() {
        return lineStarts.length > 1 && lineStarts[lineStarts.length - 1] == text.length() ? lineStarts.length - 1 : lineStarts.length;
    }

    /** Line of an offset, from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Column of an offset, from 1. A lone carriage return begins a new row of columns, though not a new line. */
    int column(int offset) {
        int start = lineStarts[line(offset) - 1];
        return offset - Math.max(start, text.lastIndexOf('\r', offset - 1) + 1) + 1;
    }

    /** Offset of the first character of a line. */
    int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** Offset of a line's line feed, or the end of the text. */
    int lineEnd(int line) {
        int end = text.indexOf('\n', lineStart(line));
        return end < 0 ? text.length() : end;
    }

    String lineText(int line) {
        return text.substring(lineStart(line), lineEnd(line));
    }
}

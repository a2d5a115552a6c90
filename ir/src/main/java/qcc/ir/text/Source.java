package qcc.ir.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text to be read.
 *
 * @param name the name that locations and messages give to it, usually a path
 * @param bytes UTF-8, not changed afterwards
 * @param firstLine the number of the first line: more than 1 for a part of a split file
 */
public record Source(String name, byte[] bytes, int firstLine) {
    /** What divides a file into parts, unless something else is asked for. */
    public static final String SEPARATOR = "// -----";

    public Source(String name, byte[] bytes) {
        this(name, bytes, 1);
    }

    public static Source of(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a file; its path as given becomes the name. */
    public static Source read(Path file) throws IOException {
        return new Source(file.toString(), Files.readAllBytes(file));
    }

    /** The parts between lines that start with {@value #SEPARATOR}; their lines keep the numbers they have in the whole. */
    public List<Source> split() {
        return split(SEPARATOR);
    }

    /** The parts between lines that start with a text; their lines keep the numbers they have in the whole. */
    public List<Source> split(String separator) {
        byte[] mark = separator.getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<Source>();
        int from = 0;
        int fromLine = firstLine;
        int line = firstLine;
        for (int start = 0; start < bytes.length; line++) {
            int end = endOfLine(start);
            if (isSeparator(start, end, mark)) {
                parts.add(new Source(name, Arrays.copyOfRange(bytes, from, start), fromLine));
                from = end;
                fromLine = line + 1;
            }
            start = end;
        }
        parts.add(from == 0 ? this : new Source(name, Arrays.copyOfRange(bytes, from, bytes.length), fromLine));
        return List.copyOf(parts);
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }

    private boolean isSeparator(int start, int end, byte[] mark) {
        return end - start >= mark.length && Arrays.equals(bytes, start, start + mark.length, mark, 0, mark.length);
    }

    /** The text of a line, without its end, or the empty text if there is no such line. */
    public String line(int number) {
        int start = 0;
        for (int line = firstLine; line < number && start < bytes.length; line++) {
            start = endOfLine(start);
        }
        if (number < firstLine || start >= bytes.length) {
            return "";
        }
        return new String(bytes, start, endOfLine(start) - start, StandardCharsets.UTF_8).stripTrailing();
    }
}

package qcc.lsp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** A text that an editor changes. Immutable: each change makes a new one, in time linear in the text. */
final class TextBuffer {
    private final byte[] bytes;
    private final int[] lineStarts;

    private TextBuffer(byte[] bytes) {
        this.bytes = bytes;
        this.lineStarts = lineStarts(bytes);
    }

    static TextBuffer of(String text) {
        return new TextBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int[] lineStarts(byte[] bytes) {
        var starts = new int[64];
        int count = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** UTF-8, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** This text with a part replaced. */
    TextBuffer with(Range range, String replacement) {
        int from = offset(range.getStart());
        int to = Math.max(from, offset(range.getEnd()));
        var inserted = replacement.getBytes(StandardCharsets.UTF_8);
        var changed = Arrays.copyOf(bytes, Math.addExact(from + bytes.length - to, inserted.length));
        System.arraycopy(inserted, 0, changed, from, inserted.length);
        System.arraycopy(bytes, to, changed, from + inserted.length, bytes.length - to);
        return new TextBuffer(changed);
    }

    private int endOfLine(int line) {
        return line + 1 < lineStarts.length ? lineStarts[line + 1] - 1 : bytes.length;
    }

    /** The byte at a position, whose column counts UTF-16 units; positions outside the text are taken to its nearest end. */
    int offset(Position position) {
        int line = Math.clamp(position.getLine(), 0, lineStarts.length - 1);
        int end = endOfLine(line);
        int offset = lineStarts[line];
        for (int units = 0; offset < end && units < position.getCharacter();) {
            int length = sequenceLength(bytes[offset]);
            units += length == 4 ? 2 : 1;
            offset += length;
        }
        return Math.min(offset, end);
    }

    /** Bytes of the UTF-8 sequence that starts with a byte. */
    private static int sequenceLength(byte first) {
        int value = first & 0xFF;
        if (value < 0xC0) {
            return 1;
        }
        return value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
    }

    /** The position of a byte. */
    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        int units = 0;
        for (int i = lineStarts[line]; i < Math.min(offset, bytes.length);) {
            int length = sequenceLength(bytes[i]);
            units += length == 4 ? 2 : 1;
            i += length;
        }
        return new Position(line, units);
    }

    Range range(int start, int end) {
        return new Range(position(start), position(end));
    }

    /** The token at a line and a column that count from 1, columns in bytes; the rest of the line where there is none. */
    Range token(int line, int column) {
        int index = Math.clamp(line - 1, 0, lineStarts.length - 1);
        int end = endOfLine(index);
        int start = Math.clamp(lineStarts[index] + (long) column - 1, lineStarts[index], end);
        int behind = start;
        while (behind < end && isWord(bytes[behind])) {
            behind++;
        }
        return range(start, behind == start ? Math.min(end, start + 1) : behind);
    }

    private static boolean isWord(byte character) {
        return Character.isLetterOrDigit(character) || "_.$%@^!#\"".indexOf(character) >= 0;
    }
}

package qcc.backend.cim.isa.syntax;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes in hexadecimal, between <code>x{</code> and a closing brace: two digits each, with blanks and line breaks between them. */
public final class HexData {
    private static final HexFormat DIGITS = HexFormat.of();
    private static final int OPENING = 2;

    private HexData() {}

    /**
     * Writes bytes in lines, each but the last of {@code perLine} bytes; up to one line of them stays in the line.
     *
     * @param indent what stands before the closing brace; lines of bytes are indented further
     */
    public static void write(byte[] data, int perLine, String indent, Appendable target) throws IOException {
        target.append("x{");
        for (var first = 0; first < data.length; first += perLine) {
            target.append(data.length > perLine ? "\n" + indent + "  " : "");
            var end = Math.min(data.length, first + perLine);
            for (var i = first; i < end; i++) {
                target.append(i > first ? " " : "").append(DIGITS.toHighHexDigit(data[i])).append(DIGITS.toLowHexDigit(data[i]));
            }
        }
        target.append(data.length > perLine ? "\n" + indent : "").append('}');
    }

    /**
     * The bytes of a whole {@code DATA} token.
     *
     * @throws AssemblyException at a character that is no digit, or a digit without its other half
     */
    static byte[] read(String token, Position at) {
        var data = new byte[token.length() / 2];
        var count = 0;
        var line = at.line();
        var lineStart = 1 - at.column();
        for (var i = OPENING; i < token.length() - 1; i++) {
            var c = token.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                if (!HexFormat.isHexDigit(c) || !HexFormat.isHexDigit(token.charAt(i + 1))) {
                    throw new AssemblyException(new Position(at.file(), line, i - lineStart + 1),
                            "expected a byte of two hexadecimal digits");
                }
                data[count++] = (byte) (HexFormat.fromHexDigit(c) << 4 | HexFormat.fromHexDigit(token.charAt(++i)));
            }
        }
        return Arrays.copyOf(data, count);
    }
}

package qcc.ir.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes string literals. */
final class StringLiteral {
    private StringLiteral() {}

    /**
     * The value of a literal that the lexer accepted. Bytes that are not UTF-8 become lone surrogates, one for each byte, as
     * {@link qcc.ir.StringAttr} defines.
     *
     * @param from the offset of the opening quote
     * @param to the offset after the closing quote
     */
    static String decode(byte[] text, int from, int to) {
        var bytes = new byte[to - from];
        int length = 0;
        for (int i = from + 1; i < to - 1; i++) {
            byte b = text[i];
            if (b == '\\') {
                byte escaped = text[++i];
                switch (escaped) {
                    case '"', '\\' -> b = escaped;
                    case 'n' -> b = '\n';
                    case 't' -> b = '\t';
                    default -> b = (byte) (Character.digit(escaped, 16) << 4 | Character.digit(text[++i], 16));
                }
            }
            bytes[length++] = b;
        }
        return toText(bytes, length);
    }

    private static String toText(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException _) {
            var text = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                text.append(bytes[i] >= 0 ? (char) bytes[i] : (char) (0xDC00 | bytes[i] & 0xFF));
            }
            return text.toString();
        }
    }
}

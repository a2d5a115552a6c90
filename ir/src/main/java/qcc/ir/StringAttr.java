package qcc.ir;

import java.nio.charset.StandardCharsets;

/**
 * A string: {@code "a\0Ab"}.
 *
 * <p>Text in which some byte is not UTF-8 holds a lone low surrogate, U+DC00 plus the byte, for each byte from 0x80; it is written as that byte.
 */
public record StringAttr(String value) implements Attribute {
    private static final String HEX = "0123456789ABCDEF";

    /** The text between double quotes; what is not printable ASCII is written as two hexadecimal digits for each byte of UTF-8. */
    public static String quote(String value) {
        var text = new StringBuilder(value.length() + 2).append('"');
        for (byte b : bytes(value)) {
            if (b == '\\') {
                text.append("\\\\");
            } else if (b < ' ' || b == '"' || b == 0x7F) {
                text.append('\\').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            } else {
                text.append((char) b);
            }
        }
        return text.append('"').toString();
    }

    private static byte[] bytes(String value) {
        boolean mayHoldBytes = false;
        for (int i = 0; i < value.length(); i++) {
            mayHoldBytes |= value.charAt(i) >= 0xDC80 && value.charAt(i) <= 0xDCFF;
        }
        if (!mayHoldBytes || StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new byte[value.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.charAt(i);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return quote(value);
    }
}

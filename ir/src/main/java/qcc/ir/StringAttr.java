package qcc.ir;

import java.nio.charset.StandardCharsets;

/** A string: {@code "a\0Ab"}. */
public record StringAttr(String value) implements Attribute {
    private static final String HEX = "0123456789ABCDEF";

    /** The text between double quotes; what is not printable ASCII is written as two hexadecimal digits for each byte of UTF-8. */
    public static String quote(String value) {
        var text = new StringBuilder(value.length() + 2).append('"');
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
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

    @Override
    public String toString() {
        return quote(value);
    }
}

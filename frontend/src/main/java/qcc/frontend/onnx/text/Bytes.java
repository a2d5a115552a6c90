package qcc.frontend.onnx.text;

import com.google.protobuf.ByteString;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A text whose characters are bytes, as the lexer sees it. */
final class Bytes {
    private Bytes() {}

    /** The content of a string literal: a backslash stands for the character behind it. */
    static String unquote(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal.substring(1, literal.length() - 1);
        }
        var content = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            i += literal.charAt(i) == '\\' ? 1 : 0;
            content.append(literal.charAt(i));
        }
        return content.toString();
    }

    static ByteString of(String bytes) {
        return ByteString.copyFrom(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * The characters that the bytes encode.
     *
     * @throws CharacterCodingException if they are no UTF-8
     */
    static String decode(String bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(of(bytes).asReadOnlyByteBuffer()).toString();
    }

    /** The characters for a message, with a mark for what is no UTF-8 and blanks for control characters. */
    static String printable(String bytes) {
        return of(bytes).toStringUtf8().replaceAll("\\p{Cntrl}", " ");
    }
}

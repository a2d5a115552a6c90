package qcc.frontend.onnx.text;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where a text goes, and what it had to leave out. */
final class TextOutput {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    /** Words that begin types; as names they are quoted. */
    private static final Set<String> CONSTRUCTORS = Set.of("seq", "map", "optional", "sparse_tensor", "opaque");

    private final OutputStream target;
    private final Set<String> omissions = new TreeSet<>();

    TextOutput(OutputStream target) {
        this.target = target;
    }

    /** What the text leaves out, in words. */
    List<String> omissions() {
        return List.copyOf(omissions);
    }

    /** Takes note of what the syntax has no place for. */
    void omitIf(boolean isThere, String what) {
        if (isThere) {
            omissions.add(what);
        }
    }

    TextOutput put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    private TextOutput put(byte[] bytes) {
        try {
            target.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A string literal. */
    TextOutput quoted(ByteString content) {
        var literal = new byte[2 * content.size() + 2];
        int length = 0;
        literal[length++] = '"';
        for (int i = 0; i < content.size(); i++) {
            byte b = content.byteAt(i);
            if (b == '"' || b == '\\') {
                literal[length++] = '\\';
            }
            literal[length++] = b;
        }
        literal[length++] = '"';
        return put(Arrays.copyOf(literal, length));
    }

    TextOutput quoted(String content) {
        return quoted(ByteString.copyFromUtf8(content));
    }

    /** A name, in quotes unless it is a word that means nothing else. */
    TextOutput name(String name) {
        return isPlain(name) ? put(name) : quoted(name);
    }

    /** A name with dots, in quotes unless it consists of plain names. */
    TextOutput qualified(String name) {
        for (var part : name.split("\\.", -1)) {
            if (!isPlain(part)) {
                return quoted(name);
            }
        }
        return put(name);
    }

    private static boolean isPlain(String name) {
        return IDENTIFIER.matcher(name).matches() && !CONSTRUCTORS.contains(name) && !TypeNames.isElement(name)
                && !Literals.isSpecial(name);
    }

    /** All of a list with something between. */
    <T> TextOutput list(String open, Iterable<T> list, String between, String close, Consumer<T> printer) {
        put(open);
        boolean first = true;
        for (var element : list) {
            if (!first) {
                put(between);
            }
            first = false;
            printer.accept(element);
        }
        return put(close);
    }
}

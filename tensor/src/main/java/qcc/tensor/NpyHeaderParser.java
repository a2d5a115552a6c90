package qcc.tensor;

import java.nio.file.Path;
import java.util.ArrayList;

/** Parses the dictionary literal of a .npy header: exactly the keys descr, fortran_order and shape, in any order. */
final class NpyHeaderParser {
    private final Path file;
    private final String text;
    private int position;
    private String descriptor;
    private Boolean fortranOrder;
    private long[] shape;

    NpyHeaderParser(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    NpyHeader parse(long dataOffset) {
        expect('{');
        while (!accept('}')) {
            entry();
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        if (peek() != 0 || descriptor == null || fortranOrder == null || shape == null) {
            throw malformed();
        }
        return new NpyHeader(NpyElement.parse(file, descriptor), fortranOrder, shape, dataOffset);
    }

    private void entry() {
        var key = string();
        expect(':');
        switch (key) {
            case "descr" -> descriptor = descriptor();
            case "fortran_order" -> fortranOrder = bool();
            case "shape" -> shape = tuple();
            default -> throw malformed();
        }
    }

    private String descriptor() {
        if (peek() == '[') {
            throw new TensorFileException(file, "holds records (a structured dtype); save one plain numeric array instead");
        }
        return string();
    }

    private String string() {
        var quote = peek();
        if (quote != '\'' && quote != '"') {
            throw malformed();
        }
        var end = text.indexOf(quote, position + 1);
        if (end < 0) {
            throw malformed();
        }
        var value = text.substring(position + 1, end);
        position = end + 1;
        return value;
    }

    private boolean bool() {
        peek();
        for (var value : new String[]{"True", "False"}) {
            if (text.startsWith(value, position)) {
                position += value.length();
                return value.equals("True");
            }
        }
        throw malformed();
    }

    private long[] tuple() {
        var dimensions = new ArrayList<Long>();
        expect('(');
        while (!accept(')')) {
            dimensions.add(dimension());
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    private long dimension() {
        peek();
        var start = position;
        while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0) {
            position++;
        }
        if (position == start) {
            throw malformed();
        }
        try {
            return Long.parseLong(text, start, position, 10);
        } catch (NumberFormatException e) {
            throw new TensorFileException(file, "absurd dimension %s".formatted(text.substring(start, position)));
        }
    }

    /** The next character that is not blank, or 0 at the end; the position moves to it. */
    private char peek() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean accept(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw malformed();
        }
    }

    private TensorFileException malformed() {
        return new TensorFileException(file, "malformed .npy header at character %d: %s".formatted(position, text.strip()));
    }
}

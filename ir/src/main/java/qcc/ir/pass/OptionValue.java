package qcc.ir.pass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The value of an option as it stands in a pipeline.
 *
 * @param items the strings without quotes: one, or the elements of a list
 * @param isList whether it was written as a list
 */
record OptionValue(List<String> items, boolean isList) {
    /** A value that is not of its option's kind; the message completes {@code option 'x' ...}. */
    static final class KindException extends Exception {
        private static final long serialVersionUID = 1L;

        KindException(String message) {
            super(message);
        }
    }

    OptionValue {
        items = List.copyOf(items);
    }

    static OptionValue of(String item) {
        return new OptionValue(List.of(item), false);
    }

    /** The kinds that a component of a pass may have. */
    static boolean isKind(Class<?> kind) {
        return kind == boolean.class || kind == int.class || kind == long.class || kind == double.class || kind == String.class
                || kind == Path.class || kind == List.class || kind.isEnum();
    }

    /** What a value of a kind is, for messages and lists of options. */
    static String describe(Class<?> kind) {
        if (kind == boolean.class) {
            return "true or false";
        }
        if (kind == int.class || kind == long.class) {
            return "an integer";
        }
        if (kind == double.class) {
            return "a number";
        }
        if (kind == List.class) {
            return "a list";
        }
        if (kind.isEnum()) {
            return "one of " + String.join(", ", constantNames(kind));
        }
        return kind == Path.class ? "a path" : "a string";
    }

    /** The Java value for a component of a kind. */
    Object toKind(Class<?> kind) throws KindException {
        if (kind == List.class) {
            return items;
        }
        if (isList) {
            throw new KindException("expects " + describe(kind) + ", not a list");
        }
        var text = items.getFirst();
        try {
            return convert(text, kind);
        } catch (IllegalArgumentException e) {
            var hint = kind.isEnum() ? Spelling.hint(text, constantNames(kind)) : "";
            throw new KindException("expects " + describe(kind) + ", not '" + text + "'" + hint);
        }
    }

    private static Object convert(String text, Class<?> kind) {
        if (kind == boolean.class) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            };
        }
        if (kind == int.class) {
            return Integer.parseInt(text);
        }
        if (kind == long.class) {
            return Long.parseLong(text);
        }
        if (kind == double.class) {
            return Double.parseDouble(text);
        }
        if (kind == Path.class) {
            return Path.of(text);
        }
        return kind.isEnum() ? constant(text, kind) : text;
    }

    private static Object constant(String text, Class<?> kind) {
        for (var constant : kind.getEnumConstants()) {
            if (constantName(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static List<String> constantNames(Class<?> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(OptionValue::constantName).toList();
    }

    private static String constantName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of a component. */
    static OptionValue ofJava(Object value) {
        return switch (value) {
            case List<?> list -> new OptionValue(list.stream().map(Object::toString).toList(), true);
            case Enum<?> constant -> of(constantName(constant));
            default -> of(value.toString());
        };
    }

    /** The text in a pipeline: {@code x}, {@code "x y"}, {@code [a,b]}. */
    String print() {
        if (!isList) {
            return quoteIfNeeded(items.getFirst());
        }
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(quoteIfNeeded(item)));
        return "[" + String.join(",", texts) + "]";
    }

    /** Whether a character may stand in a value without quotes. */
    static boolean isBare(char c) {
        return c > ' ' && c < 0x7F && "{}[]()\"'\\,=".indexOf(c) < 0;
    }

    private static String quoteIfNeeded(String text) {
        if (!text.isEmpty() && text.chars().allMatch(c -> isBare((char) c))) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

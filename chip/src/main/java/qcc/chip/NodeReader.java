package qcc.chip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads single values of a chip file. A value of the wrong type or out of bounds is reported at its place and read as empty. Numbers and flags are plain scalars, never quoted. */
record NodeReader(Reading reading) {
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    Optional<Integer> integer(Node node, String where, Bounds bounds) {
        if (!(node instanceof ScalarNode scalar) || !plain(scalar, INTEGER)) {
            return wrongType(node, where, "an integer");
        }
        return inBounds(node, where, bounds).map(Double::intValue);
    }

    Optional<Double> number(Node node, String where, Bounds bounds) {
        if (!(node instanceof ScalarNode scalar) || !plain(scalar, NUMBER)) {
            return wrongType(node, where, "a number");
        }
        return inBounds(node, where, bounds);
    }

    private Optional<Double> inBounds(Node node, String where, Bounds bounds) {
        var written = ((ScalarNode) node).getValue();
        double value = Double.parseDouble(written);
        if (!bounds.contain(value)) {
            return report(node, where + " is " + written, "it must be " + bounds.advice(value));
        }
        return Optional.of(value);
    }

    Optional<Boolean> flag(Node node, String where) {
        return node instanceof ScalarNode scalar && plain(scalar, FLAG)
                ? Optional.of(Boolean.parseBoolean(scalar.getValue()))
                : wrongType(node, where, "true or false");
    }

    Optional<String> text(Node node, String where) {
        if (node instanceof ScalarNode scalar && !plain(scalar, NUMBER) && !plain(scalar, FLAG)) {
            return Optional.of(scalar.getValue());
        }
        return wrongType(node, where, "text");
    }

    <E extends Enum<E>> Optional<E> choice(Node node, String where, Class<E> type) {
        var names = Arrays.stream(type.getEnumConstants()).map(NodeReader::nameOf).toList();
        if (!(node instanceof ScalarNode scalar)) {
            return wrongType(node, where, "one of " + String.join(", ", names));
        }
        int index = names.indexOf(scalar.getValue());
        if (index < 0) {
            return report(node, where + " is '" + scalar.getValue() + "'",
                    meant(scalar.getValue(), names) + "it must be one of " + String.join(", ", names));
        }
        return Optional.of(type.getEnumConstants()[index]);
    }

    /** How an enum's constant is written in a chip file. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    <T> Optional<List<T>> items(Node node, String where, BiFunction<Node, String, Optional<T>> item) {
        if (!(node instanceof SequenceNode sequence)) {
            return wrongType(node, where, "a list");
        }
        if (sequence.getValue().isEmpty()) {
            return report(node, (where.isEmpty() ? "the file" : where) + " is an empty list", "give at least one entry");
        }
        var result = new ArrayList<T>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            item.apply(sequence.getValue().get(i), where + "[" + i + "]").ifPresent(result::add);
        }
        return result.size() == sequence.getValue().size() ? Optional.of(List.copyOf(result)) : Optional.empty();
    }

    <T> Optional<T> wrongType(Node node, String where, String expected) {
        return report(node, (where.isEmpty() ? "the file" : where) + " must be " + expected + " but is " + describe(node),
                quotedNumber(node) ? "remove the quotes" : "");
    }

    private <T> Optional<T> report(Node node, String message, String hint) {
        reading.problem(node.getStartMark(), message, hint);
        return Optional.empty();
    }

    private static boolean plain(ScalarNode node, Pattern pattern) {
        return node.getScalarStyle() == ScalarStyle.PLAIN && pattern.matcher(node.getValue()).matches();
    }

    private static boolean quotedNumber(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN
                && NUMBER.matcher(scalar.getValue()).matches();
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.PLAIN && NULLS.contains(scalar.getValue());
    }

    private static String describe(Node node) {
        return switch (node) {
            case MappingNode _ -> "a section of keys";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when isNull(scalar) -> "empty";
            case ScalarNode scalar when plain(scalar, NUMBER) -> "the number " + scalar.getValue();
            case ScalarNode scalar -> "the text '" + scalar.getValue() + "'";
            default -> "something else";
        };
    }

    static String meant(String written, Iterable<String> names) {
        var candidates = new ArrayList<String>();
        names.forEach(candidates::add);
        return NearestName.of(written, candidates).map(name -> "did you mean '" + name + "'? ").orElse("");
    }
}

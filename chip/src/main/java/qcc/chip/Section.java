package qcc.chip;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a chip file while it is read. Every accessor reports what is wrong with its key, at the key's place in the file, and returns a stand-in value, so that one reading finds all
 * problems; {@link #close} then reports the keys nobody asked for. An absent section answers every question with the stand-in and stays silent.
 */
final class Section {
    private static final String SRC = "src";

    private final Reading reading;
    private final NodeReader values;
    private final String path;
    private final MappingNode node;
    private final int problemsBefore;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>(List.of(SRC));

    /** @param node the mapping, or null for an absent section */
    Section(Reading reading, String path, MappingNode node) {
        this.reading = reading;
        this.values = new NodeReader(reading);
        this.path = path;
        this.node = node;
        this.problemsBefore = reading.problemCount();
        if (node != null) {
            node.getValue().forEach(entry -> entries.putIfAbsent(keyOf(entry), entry));
        }
    }

    private static String keyOf(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "(a key that is not text)";
    }

    /** Reads a whole file, whose content must be one mapping. */
    static <T> Optional<T> file(Reading reading, Node root, Function<Section, T> read) {
        return top(reading).item(root, "", read);
    }

    /** What surrounds the sections of a file. */
    static Section top(Reading reading) {
        return new Section(reading, "", null);
    }

    boolean present() {
        return node != null;
    }

    /** Whether the section is there and nothing in it was reported so far, so that relations between its fields can be judged. */
    boolean sound() {
        return present() && reading.problemCount() == problemsBefore;
    }

    /** Whether the key is there with a value other than null. */
    boolean has(String key) {
        return value(key) != null;
    }

    /** Where a section that is there begins. */
    Die.Place place() {
        return reading.place(node.getStartMark());
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    int integer(String key, Bounds bounds) {
        return required(key, node -> values.integer(node, path(key), bounds), (int) bounds.min());
    }

    int integer(String key, Bounds bounds, int otherwise) {
        return optional(key, node -> values.integer(node, path(key), bounds)).orElse(otherwise);
    }

    double number(String key, Bounds bounds) {
        return required(key, node -> values.number(node, path(key), bounds), 1.0);
    }

    double number(String key, Bounds bounds, double otherwise) {
        return optional(key, node -> values.number(node, path(key), bounds)).orElse(otherwise);
    }

    /** An energy in pJ at the supply in force, 0 unless given. */
    double energy(String key) {
        return number(key, Bounds.NOT_NEGATIVE, 0) * reading.energyScale();
    }

    /** Multiplies all energies of the file read from now on. */
    void scaleEnergies(double factor) {
        reading.scaleEnergies(factor);
    }

    boolean flag(String key, boolean otherwise) {
        return optional(key, node -> values.flag(node, path(key))).orElse(otherwise);
    }

    String text(String key) {
        return required(key, node -> values.text(node, path(key)), "");
    }

    /** One of the constants of an enum, written in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return required(key, node -> values.choice(node, path(key), type), type.getEnumConstants()[0]);
    }

    <E extends Enum<E>> E choice(String key, E otherwise) {
        return optional(key, node -> values.choice(node, path(key), otherwise.getDeclaringClass())).orElse(otherwise);
    }

    /** A list without repetition of constants of an enum. */
    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        var list = list(key, (node, itemPath) -> values.choice(node, itemPath, type));
        var set = EnumSet.noneOf(type);
        set.addAll(list);
        if (set.size() < list.size()) {
            problem(key, path(key) + " names an entry twice", "remove the repetition");
        }
        return set;
    }

    List<Integer> integers(String key, Bounds bounds) {
        return list(key, (node, itemPath) -> values.integer(node, itemPath, bounds));
    }

    /** A required list with at least one entry. */
    <T> List<T> list(String key, BiFunction<Node, String, Optional<T>> item) {
        return required(key, node -> values.items(node, path(key), item), List.of());
    }

    <T> List<T> optionalList(String key, BiFunction<Node, String, Optional<T>> item) {
        return optional(key, node -> values.items(node, path(key), item)).orElse(List.of());
    }

    /** Each entry of the named mapping, as a section: keys are names chosen by the file's author. */
    <T> Map<String, T> named(String key, Function<Section, T> read) {
        return named(key, (_, section) -> read.apply(section));
    }

    /** The same for entries whose names mean something. */
    <T> Map<String, T> named(String key, BiFunction<String, Section, T> read) {
        var result = new LinkedHashMap<String, T>();
        optional(key, node -> section(node, path(key))).ifPresent(all -> {
            all.entries.forEach((name, entry) -> {
                if (all.known.add(name)) {
                    section(entry.getValueNode(), all.path(name))
                            .ifPresent(each -> result.put(name, read(each, section -> read.apply(name, section))));
                }
            });
            all.close();
        });
        return result;
    }

    /** Reads a required section; an absent one is reported once and then read as an absent section. */
    <T> T section(String key, Function<Section, T> read) {
        return read(required(key, node -> section(node, path(key)), absent(key)), read);
    }

    <T> Optional<T> optionalSection(String key, Function<Section, T> read) {
        return optional(key, node -> section(node, path(key))).map(section -> read(section, read));
    }

    /** Reads a section all of whose keys have defaults. */
    <T> T sectionOrDefaults(String key, Function<Section, T> read) {
        return read(optional(key, node -> section(node, path(key))).orElse(absent(key)), read);
    }

    Section absent(String key) {
        return new Section(reading, path(key), null);
    }

    private static <T> T read(Section section, Function<Section, T> read) {
        T value = read.apply(section);
        section.close();
        return value;
    }

    /** The section an entry of a list is, if it is a mapping. */
    <T> Optional<T> item(Node node, String itemPath, Function<Section, T> read) {
        return section(node, itemPath).map(section -> read(section, read));
    }

    /** The value of a key whose form decides how it is read; null when absent or null. */
    Node value(String key) {
        known.add(key);
        var entry = entries.get(key);
        return entry == null || NodeReader.isNull(entry.getValueNode()) ? null : entry.getValueNode();
    }

    /**
     * Reports at the value of a key, which may lie deeper ({@code adc.bits}), or at the innermost section around it if the key is not there. Nothing is reported on an absent section, whose
     * absence is reported already.
     */
    void problem(String key, String message, String hint) {
        if (present()) {
            reading.problem(place(node, key), message, hint);
        }
    }

    /** The place of a key, which may lie deeper, or of the innermost section around it. */
    static Mark place(Node node, String key) {
        int dot = key.indexOf('.');
        var first = dot < 0 ? key : key.substring(0, dot);
        if (node instanceof MappingNode mapping) {
            for (var entry : mapping.getValue()) {
                if (keyOf(entry).equals(first)) {
                    return dot < 0 ? entry.getValueNode().getStartMark() : place(entry.getValueNode(), key.substring(dot + 1));
                }
            }
        }
        return node.getStartMark();
    }

    private Optional<Section> section(Node node, String where) {
        if (!(node instanceof MappingNode mapping)) {
            return values.wrongType(node, where, "a section of keys");
        }
        reportRepetitions(mapping, where);
        return Optional.of(new Section(reading, where, mapping));
    }

    private void reportRepetitions(MappingNode mapping, String where) {
        var seen = new HashSet<String>();
        for (var entry : mapping.getValue()) {
            if (!seen.add(keyOf(entry))) {
                reading.problem(entry.getKeyNode().getStartMark(), where + (where.isEmpty() ? "" : ".") + keyOf(entry) + " is given twice",
                        "remove one of the two");
            }
        }
    }

    private <T> T required(String key, Function<Node, Optional<T>> read, T standIn) {
        var node = value(key);
        if (node == null) {
            problem(key, path(key) + " is missing", "every " + reading.kind() + " file must give it");
            return standIn;
        }
        return read.apply(node).orElse(standIn);
    }

    private <T> Optional<T> optional(String key, Function<Node, Optional<T>> read) {
        return Optional.ofNullable(value(key)).flatMap(read);
    }

    /** Takes the notes on sources and reports every key that no accessor asked for. */
    void close() {
        readSource();
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                var keys = known.stream().sorted().collect(Collectors.joining(", "));
                reading.problem(entry.getKeyNode().getStartMark(), "unknown key " + path(key),
                        NodeReader.meant(key, known) + "the keys here are " + keys);
            }
        });
    }

    private void readSource() {
        switch (value(SRC)) {
            case null -> {}
            case SequenceNode list ->
                values.items(list, path(SRC), values::text)
                        .ifPresent(texts -> texts.forEach(each -> reading.note(node.getStartMark(), path, each)));
            case Node other -> values.text(other, path(SRC)).ifPresent(text -> reading.note(node.getStartMark(), path, text));
        }
    }

}

package qcc.ir;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where an operation comes from. Every operation has one; {@link Unknown} is a decision, never a default. */
public sealed interface Location {
    /** Parts of a fused location that messages list. */
    int MOST_DESCRIBED = 8;

    Location UNKNOWN = new Unknown();

    /** No place is known: {@code unknown}. */
    record Unknown() implements Location {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    /** A place in a text file: {@code "f.py":3:7}; lines and columns count from 1, 0 says unknown. */
    record File(String file, int line, int column) implements Location {
        @Override
        public String toString() {
            return StringAttr.quote(file) + ":" + line + ":" + column;
        }
    }

    /** A part of a text file, from the first to before the last place: {@code "f.py":3:7 to 4:2}. */
    record FileRange(String file, int line, int column, int endLine, int endColumn) implements Location {
        @Override
        public String toString() {
            return StringAttr.quote(file) + ":" + line + ":" + column + " to " + (endLine == line ? "" : endLine) + ":" + endColumn;
        }
    }

    /** A named thing, such as a node of an ONNX graph: {@code "conv1"("model.onnx":0:0)}. */
    record Name(String name, Location child) implements Location {
        @Override
        public String toString() {
            return StringAttr.quote(name) + (child instanceof Unknown ? "" : "(" + child + ")");
        }
    }

    /** Code that was inlined: {@code callsite("f"("b.py":3:4) at "c.py":5:6)}. */
    record CallSite(Location callee, Location caller) implements Location {
        @Override
        public String toString() {
            return "callsite(" + callee + " at " + caller + ")";
        }
    }

    /** What several operations became: {@code fused<"pass">["a", "b"]}. */
    record Fused(Optional<Attribute> metadata, List<Location> parts) implements Location {
        public Fused {
            parts = List.copyOf(parts);
        }

        @Override
        public String toString() {
            var text = new StringBuilder("fused").append(metadata.map(m -> "<" + m + ">").orElse("")).append('[');
            for (int i = 0; i < parts.size(); i++) {
                text.append(i == 0 ? "" : ", ").append(parts.get(i));
            }
            return text.append(']').toString();
        }
    }

    /** The place of a named thing whose surroundings are not known. */
    static Location named(String name) {
        return new Name(name, UNKNOWN);
    }

    /** The place of what a pass made of several operations; equal and unknown parts are merged. */
    static Location fused(String pass, List<Location> parts) {
        var distinct = List.copyOf(distinctKnown(parts));
        return switch (distinct.size()) {
            case 0 -> UNKNOWN;
            case 1 -> distinct.getFirst();
            default -> new Fused(Optional.of(new StringAttr(pass)), distinct);
        };
    }

    private static Collection<Location> distinctKnown(List<Location> parts) {
        if (parts.size() == 2 && !(parts.getFirst() instanceof Unknown) && !(parts.getLast() instanceof Unknown)
                && !parts.getFirst().equals(parts.getLast())) {
            return parts;
        }
        var distinct = new LinkedHashSet<>(parts);
        distinct.removeIf(Unknown.class::isInstance);
        return distinct;
    }

    /**
     * MLIR's normal form of a fused location: equal and unknown parts are merged, parts of the same kind opened; one part stands for
     * itself unless there is metadata to keep.
     */
    static Location fused(Optional<Attribute> metadata, List<Location> parts) {
        var distinct = new LinkedHashSet<Location>();
        for (var part : parts) {
            if (part instanceof Fused(var inner, var nested) && inner.equals(metadata)) {
                nested.stream().filter(p -> !(p instanceof Unknown)).forEach(distinct::add);
            } else if (!(part instanceof Unknown)) {
                distinct.add(part);
            }
        }
        if (distinct.isEmpty()) {
            return metadata.isEmpty() ? UNKNOWN : new Fused(metadata, List.of(UNKNOWN));
        }
        return distinct.size() == 1 && metadata.isEmpty() ? distinct.getFirst() : new Fused(metadata, List.copyOf(distinct));
    }

    /** The innermost names and files, for a message to a person: {@code "layer1/Conv"}. */
    default String describe() {
        return switch (this) {
            case Unknown _ -> "unknown location";
            case File f -> f.file() + ":" + f.line() + ":" + f.column();
            case FileRange f -> f.file() + ":" + f.line() + ":" + f.column();
            case Name n -> "\"" + n.name() + "\"";
            case CallSite c -> c.callee().describe();
            case Fused f -> describe(f.parts());
        };
    }

    private static String describe(List<Location> parts) {
        if (parts.isEmpty()) {
            return "unknown location";
        }
        var shown = String.join(", ", parts.stream().limit(MOST_DESCRIBED).map(Location::describe).toList());
        return parts.size() <= MOST_DESCRIBED ? shown : shown + " and " + (parts.size() - MOST_DESCRIBED) + " more";
    }
}

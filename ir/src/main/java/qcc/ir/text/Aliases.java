package qcc.ir.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.ir.AffineMapAttr;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DeepRecursion;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.Location;
import qcc.ir.LocationAttr;
import qcc.ir.MemRefType;
import qcc.ir.SparseElementsAttr;
import qcc.ir.TensorType;
import qcc.ir.TupleType;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.UnrankedMemRefType;
import qcc.ir.ComplexType;

/**
 * The aliases of a text: affine maps, integer sets, locations and long tuples get a name. Collected by visiting what will be printed in
 * the order of printing; an alias comes after those it uses.
 */
final class Aliases {
    private static final int LONG_TUPLE = 16;

    /** What is known of something that was visited; {@code stem} is null where it gets no alias itself. */
    private static final class Entry {
        final Object key;
        final String stem;
        final boolean isType;
        final List<Entry> children = new ArrayList<>(0);
        boolean deferrable;
        int depth;
        String name;

        Entry(Object key, String stem, boolean isType, boolean deferrable) {
            this.key = key;
            this.stem = stem;
            this.isType = isType;
            this.deferrable = deferrable;
            this.depth = stem == null ? 0 : 1;
        }
    }

    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private List<Entry> named = List.of();
    /** The type visited last that holds no alias; most types in a row are one. */
    private Type plain;
    private int depth;

    /** The alias of a location, attribute or type, mark included, or null. */
    String nameOf(Object key) {
        if (named.isEmpty()) {
            return null;
        }
        var entry = entries.get(key);
        return entry == null ? null : entry.name;
    }

    /** Gives the names; nothing is visited afterwards. */
    void assign() {
        var sorted = new ArrayList<>(entries.values());
        sorted.removeIf(e -> e.stem == null);
        sorted.sort(Comparator.<Entry>comparingInt(e -> e.depth).thenComparing(e -> !e.isType).thenComparing(e -> e.stem));
        var counts = new HashMap<String, Integer>();
        for (var entry : sorted) {
            int index = counts.merge(entry.stem, 1, Integer::sum) - 1;
            entry.name = (entry.isType ? "!" : "#") + entry.stem + (index == 0 ? "" : index);
        }
        named = sorted;
    }

    /** Things with aliases that must be defined before they are used, or those that may be defined at the end. */
    List<Object> keys(boolean deferrable) {
        return named.stream().filter(e -> e.deferrable == deferrable).map(e -> e.key).toList();
    }

    /** Visits the location of an operation, which may be defined later, or of an argument, which may not. */
    void visit(Location location, boolean deferrable) {
        enter(location, deferrable);
    }

    void visit(Attribute attribute) {
        if (mayHoldAlias(attribute)) {
            enter(attribute, false);
        }
    }

    void visit(Type type) {
        if (type == plain) {
            return;
        }
        if (mayHoldAlias(type)) {
            enter(type, false);
        } else {
            plain = type;
        }
    }

    private static boolean mayHoldAlias(Attribute attribute) {
        return switch (attribute) {
            case AffineMapAttr _,LocationAttr _,DictionaryAttr _,ArrayAttr _ -> true;
            case TypeAttr(var type) -> mayHoldAlias(type);
            case DenseResourceAttr(var _, var type) -> mayHoldAlias(type);
            case DenseElementsAttr dense -> mayHoldAlias(dense.type());
            case SparseElementsAttr sparse -> mayHoldAlias(sparse.type());
            default -> false;
        };
    }

    private static boolean mayHoldAlias(Type type) {
        return switch (type) {
            case TensorType t -> t.encoding().isPresent() || mayHoldAlias(t.element());
            case MemRefType m -> m.layout().isPresent() || m.memorySpace().isPresent() || mayHoldAlias(m.element());
            case UnrankedMemRefType m -> m.memorySpace().isPresent() || mayHoldAlias(m.element());
            case FunctionType _,TupleType _ -> true;
            default -> false;
        };
    }

    private Entry enter(Object key, boolean deferrable) {
        var known = entries.get(key);
        if (known != null) {
            if (!deferrable) {
                forbidDeferring(known);
            }
            return known;
        }
        var entry = new Entry(key, stem(key), key instanceof Type, deferrable);
        entries.put(key, entry);
        depth++;
        DeepRecursion.run(depth, () -> inside(entry, deferrable));
        depth--;
        int deepest = entry.children.stream().mapToInt(c -> c.depth).max().orElse(0);
        if (deepest > 0) {
            entry.depth = deepest + 1;
        }
        return entry;
    }

    private Entry inside(Entry entry, boolean deferrable) {
        switch (entry.key) {
            case Location location -> inside(entry, location, deferrable);
            case Attribute attribute -> inside(entry, attribute);
            case Type type -> inside(entry, type);
            default -> throw new IllegalStateException("nothing that is printed: " + entry.key);
        }
        return entry;
    }

    private static void forbidDeferring(Entry entry) {
        if (entry.deferrable) {
            entry.deferrable = false;
            entry.children.forEach(Aliases::forbidDeferring);
        }
    }

    private static String stem(Object key) {
        return switch (key) {
            case AffineMapAttr map -> map.keyword().equals("affine_map") ? "map" : "set";
            case Location _ -> "loc";
            case TupleType tuple when tuple.types().size() > LONG_TUPLE -> "tuple";
            default -> null;
        };
    }

    private void child(Entry parent, Object key, boolean deferrable) {
        boolean visited = switch (key) {
            case Attribute attribute -> mayHoldAlias(attribute);
            case Type type -> mayHoldAlias(type);
            default -> true;
        };
        if (visited) {
            parent.children.add(enter(key instanceof LocationAttr(var location) ? location : key, deferrable));
        }
    }

    private void inside(Entry entry, Location location, boolean deferrable) {
        switch (location) {
            case Location.Unknown _,Location.File _,Location.FileRange _ -> {}
            case Location.Name(var _, var child) -> {
                if (!(child instanceof Location.Unknown)) {
                    child(entry, child, deferrable);
                }
            }
            case Location.CallSite(var callee, var caller) -> {
                child(entry, callee, deferrable);
                child(entry, caller, deferrable);
            }
            case Location.Fused(var metadata, var parts) -> {
                metadata.ifPresent(m -> child(entry, m, deferrable));
                parts.forEach(p -> child(entry, p, deferrable));
            }
        }
    }

    private void inside(Entry entry, Attribute attribute) {
        switch (attribute) {
            case LocationAttr(var location) -> child(entry, location, false);
            case DictionaryAttr dictionary -> dictionary.forEach(e -> child(entry, e.value(), false));
            case ArrayAttr array -> array.forEach(e -> child(entry, e, false));
            case TypeAttr(var type) -> child(entry, type, false);
            case DenseResourceAttr(var _, var type) -> child(entry, type, false);
            case DenseElementsAttr dense -> child(entry, dense.type(), false);
            case SparseElementsAttr sparse -> child(entry, sparse.type(), false);
            default -> {}
        }
    }

    private void inside(Entry entry, Type type) {
        switch (type) {
            case TensorType t -> {
                child(entry, t.element(), false);
                t.encoding().ifPresent(e -> child(entry, e, false));
            }
            case MemRefType m -> {
                child(entry, m.element(), false);
                m.layout().ifPresent(l -> child(entry, l, false));
                m.memorySpace().ifPresent(s -> child(entry, s, false));
            }
            case UnrankedMemRefType m -> {
                child(entry, m.element(), false);
                m.memorySpace().ifPresent(s -> child(entry, s, false));
            }
            case FunctionType f -> {
                f.inputs().forEach(t -> child(entry, t, false));
                f.results().forEach(t -> child(entry, t, false));
            }
            case TupleType t -> t.types().forEach(e -> child(entry, e, false));
            case ComplexType c -> child(entry, c.element(), false);
            default -> {}
        }
    }
}

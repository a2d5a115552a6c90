package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.ir.AffineMapAttr;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.ComplexType;
import qcc.ir.DeepRecursion;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DialectAttr;
import qcc.ir.DialectType;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.FloatType;
import qcc.ir.FunctionType;
import qcc.ir.IndexType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.LocationAttr;
import qcc.ir.MemRefType;
import qcc.ir.NamedAttribute;
import qcc.ir.NoneType;
import qcc.ir.OpaqueAttr;
import qcc.ir.OpaqueType;
import qcc.ir.Resource;
import qcc.ir.SparseElementsAttr;
import qcc.ir.StridedLayoutAttr;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TensorType;
import qcc.ir.TupleType;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.UnitAttr;
import qcc.ir.UnrankedMemRefType;
import qcc.ir.UnrankedTensorType;
import qcc.ir.VectorType;

/** Writes attributes, types and locations, with aliases where there are any. */
final class AttributePrinter {
    private final TextOutput out;
    private final PrintSettings settings;
    private final Aliases aliases;
    /** Texts of types that were written before. */
    private final Map<Type, byte[]> texts = new IdentityHashMap<>();
    /** The type written last whose text is always the same; most types in a row are one. */
    private Type latest;
    private byte[] latestText;
    /** The keys of the resources that were written, in order. */
    private final Map<Resource, String> resources = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();
    private int depth;

    AttributePrinter(TextOutput out, PrintSettings settings, Aliases aliases) {
        this.out = out;
        this.settings = settings;
        this.aliases = aliases;
    }

    Map<Resource, String> resources() {
        return resources;
    }

    /** An attribute with its type. */
    void attribute(Attribute attribute) {
        attribute(attribute, false);
    }

    private boolean alias(Object key) {
        var name = aliases.nameOf(key);
        if (name != null) {
            out.put(name);
        }
        return name != null;
    }

    private void attribute(Attribute attribute, boolean brief) {
        switch (attribute) {
            case IntegerAttr _,FloatAttr _ -> out.put(brief ? attribute.briefText() : attribute.toString());
            case StringAttr _,UnitAttr _,SymbolRefAttr _,DenseArrayAttr _,StridedLayoutAttr _,OpaqueAttr _,DialectAttr _ ->
                out.put(attribute.toString());
            case AffineMapAttr _ -> {
                if (!alias(attribute)) {
                    out.put(attribute.toString());
                }
            }
            case LocationAttr(var location) -> {
                if (!alias(location)) {
                    location("loc(", location);
                }
            }
            case TypeAttr(var type) -> type(type);
            case ArrayAttr array -> nested(() -> list(array));
            case DictionaryAttr dictionary -> nested(() -> dictionary(dictionary));
            case DenseElementsAttr dense -> {
                out.put(elided(dense) ? "dense_resource<__elided__>" : dense.literalText());
                typeAfterColon(dense.type());
            }
            case SparseElementsAttr sparse -> {
                out.put(sparse.literalText());
                typeAfterColon(sparse.type());
            }
            case DenseResourceAttr(var resource, var type) -> {
                out.put("dense_resource<");
                out.put(DenseResourceAttr.keyText(key(resource)));
                out.put('>');
                typeAfterColon(type);
            }
        }
    }

    private void nested(Runnable part) {
        depth++;
        DeepRecursion.run(depth, () -> {
            part.run();
            return this;
        });
        depth--;
    }

    private void typeAfterColon(Type type) {
        out.put(" : ");
        type(type);
    }

    private boolean elided(DenseElementsAttr dense) {
        return !dense.isSplat() && dense.size() > settings.elementLimit();
    }

    /** The key of a resource; a second resource of the same key gets a number. */
    private String key(Resource resource) {
        return resources.computeIfAbsent(resource, r -> {
            var key = r.key();
            for (int i = 1; !keys.add(key); i++) {
                key = r.key() + "_" + i;
            }
            return key;
        });
    }

    private void list(ArrayAttr array) {
        out.put('[');
        boolean first = true;
        for (var element : array) {
            if (!first) {
                out.put(", ");
            }
            first = false;
            attribute(element, true);
        }
        out.put(']');
    }

    void dictionary(Iterable<NamedAttribute> entries) {
        dictionary(entries, Set.of());
    }

    /** Entries in braces, without those of some names. */
    void dictionary(Iterable<NamedAttribute> entries, Set<String> elided) {
        out.put('{');
        boolean first = true;
        for (var entry : entries) {
            if (elided.contains(entry.name())) {
                continue;
            }
            if (!first) {
                out.put(", ");
            }
            first = false;
            out.put(NamedAttribute.nameText(entry.name()));
            if (!(entry.value() instanceof UnitAttr)) {
                out.put(" = ");
                attribute(entry.value(), false);
            }
        }
        out.put('}');
    }

    /** What stands behind an alias where it is defined. */
    void definition(Object key) {
        switch (key) {
            case Location location -> location("loc(", location);
            case TupleType tuple -> tuple(tuple);
            default -> out.put(key.toString());
        }
    }

    /** A location after an operation: an alias if it has one. */
    void trailingLocation(Location location) {
        out.put(" loc(");
        nestedLocation(location);
        out.put(')');
    }

    /** A location written out, whatever its aliases are; those of its parts are used. */
    void location(String open, Location location) {
        out.put(open);
        body(location);
        out.put(')');
    }

    private void nestedLocation(Location location) {
        if (!alias(location)) {
            nested(() -> body(location));
        }
    }

    private void body(Location location) {
        switch (location) {
            case Location.Unknown _,Location.File _,Location.FileRange _ -> out.put(location.toString());
            case Location.Name(var name, var child) -> {
                out.put(StringAttr.quote(name));
                if (!(child instanceof Location.Unknown)) {
                    out.put('(');
                    nestedLocation(child);
                    out.put(')');
                }
            }
            case Location.CallSite(var callee, var caller) -> {
                out.put("callsite(");
                nestedLocation(callee);
                out.put(" at ");
                nestedLocation(caller);
                out.put(')');
            }
            case Location.Fused(var metadata, var parts) -> {
                out.put("fused");
                metadata.ifPresent(m -> {
                    out.put('<');
                    attribute(m, false);
                    out.put('>');
                });
                out.put('[');
                for (int i = 0; i < parts.size(); i++) {
                    out.put(i == 0 ? "" : ", ");
                    nestedLocation(parts.get(i));
                }
                out.put(']');
            }
        }
    }

    void types(List<? extends Type> types) {
        for (int i = 0; i < types.size(); i++) {
            if (i > 0) {
                out.put(", ");
            }
            type(types.get(i));
        }
    }

    /** A type or its alias. */
    void type(Type type) {
        if (type == latest) {
            out.put(latestText);
            return;
        }
        switch (type) {
            case IntegerType _,IndexType _,FloatType _,NoneType _,VectorType _,OpaqueType _,DialectType _,UnrankedTensorType _,ComplexType _ ->
                cached(type);
            case TensorType t -> {
                if (t.encoding().isEmpty()) {
                    cached(type);
                } else {
                    shaped("tensor<" + t.shape().prefix(), t.element());
                    out.put(", ");
                    nested(() -> attribute(t.encoding().get(), false));
                    out.put('>');
                }
            }
            case MemRefType m -> {
                shaped("memref<" + m.shape().prefix(), m.element());
                m.layout().ifPresent(this::layout);
                m.memorySpace().ifPresent(this::memorySpace);
                out.put('>');
            }
            case UnrankedMemRefType m -> {
                shaped("memref<*x", m.element());
                m.memorySpace().ifPresent(this::memorySpace);
                out.put('>');
            }
            case FunctionType f -> nested(() -> function(f));
            case TupleType t -> {
                if (!alias(t)) {
                    tuple(t);
                }
            }
        }
    }

    private void cached(Type type) {
        var text = texts.get(type);
        if (text == null) {
            text = type.toString().getBytes(StandardCharsets.UTF_8);
            texts.put(type, text);
        }
        latest = type;
        latestText = text;
        out.put(text);
    }

    private void shaped(String start, Type element) {
        out.put(start);
        nested(() -> type(element));
    }

    private void layout(Attribute layout) {
        out.put(", ");
        attribute(layout, false);
    }

    private void memorySpace(Attribute space) {
        out.put(", ");
        attribute(space, true);
    }

    private void tuple(TupleType tuple) {
        out.put("tuple<");
        nested(() -> types(tuple.types()));
        out.put('>');
    }

    private void function(FunctionType function) {
        out.put('(');
        types(function.inputs());
        out.put(") -> ");
        var results = function.results();
        boolean alone = results.size() == 1 && !(results.getFirst() instanceof FunctionType);
        if (!alone) {
            out.put('(');
        }
        types(results);
        if (!alone) {
            out.put(')');
        }
    }
}

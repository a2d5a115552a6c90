package qcc.ir.bytecode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Resource;
import qcc.ir.StringAttr;
import qcc.ir.Type;
import qcc.ir.TypeAttr;
import qcc.ir.bytecode.BytecodeFormat.AttributeKind;
import qcc.ir.bytecode.BytecodeFormat.LocationKind;

/** What operations share: texts, types, attributes and locations, each written once, in the order of first use. */
final class TableWriter {
    private final Map<String, Integer> strings = new HashMap<>();
    private final ByteOutput stringBytes = new ByteOutput();
    private final Map<Type, Integer> types = new HashMap<>();
    private final ByteOutput typeBytes = new ByteOutput();
    private final Map<Attribute, Integer> attributes = new HashMap<>();
    private final ByteOutput attributeBytes = new ByteOutput();
    private final Map<Location, Integer> locations = new HashMap<>();
    private final ByteOutput locationBytes = new ByteOutput();
    private final Map<Resource, Integer> resources = new LinkedHashMap<>();

    int string(String text) {
        var known = strings.get(text);
        if (known != null) {
            return known;
        }
        stringBytes.text(text);
        return enter(strings, text);
    }

    private static <T> int enter(Map<T, Integer> table, T entry) {
        int number = table.size();
        table.put(entry, number);
        return number;
    }

    int type(Type type) {
        var known = types.get(type);
        if (known != null) {
            return known;
        }
        typeBytes.number(string(type.toString()));
        return enter(types, type);
    }

    int resource(Resource resource) {
        var known = resources.get(resource);
        return known != null ? known : enter(resources, resource);
    }

    /** Entries that an attribute refers to are entered before it. */
    int attribute(Attribute attribute) {
        var known = attributes.get(attribute);
        if (known != null) {
            return known;
        }
        var entry = new ByteOutput();
        switch (attribute) {
            case IntegerAttr i -> {
                begin(entry, AttributeKind.INTEGER, type(i.type()));
                entry.signed(i.value());
            }
            case StringAttr s -> begin(entry, AttributeKind.STRING, string(s.value()));
            case ArrayAttr a -> {
                begin(entry, AttributeKind.ARRAY, a.elements().size());
                a.elements().forEach(element -> entry.number(attribute(element)));
            }
            case DictionaryAttr d -> {
                begin(entry, AttributeKind.DICTIONARY, d.size());
                for (var named : d) {
                    entry.number(string(named.name()));
                    entry.number(attribute(named.value()));
                }
            }
            case DenseElementsAttr d -> {
                begin(entry, AttributeKind.DENSE, type(d.type()));
                entry.sized(d.rawBytes());
            }
            case DenseResourceAttr r -> {
                begin(entry, AttributeKind.RESOURCE, resource(r.resource()));
                entry.number(type(r.type()));
            }
            case TypeAttr t -> begin(entry, AttributeKind.TYPE, type(t.type()));
            case DenseArrayAttr a -> array(a, entry);
            default -> begin(entry, AttributeKind.TEXT, string(attribute.toString()));
        }
        attributeBytes.sized(entry);
        return enter(attributes, attribute);
    }

    private static void begin(ByteOutput entry, AttributeKind kind, int number) {
        entry.octet(kind.ordinal());
        entry.number(number);
    }

    private void array(DenseArrayAttr array, ByteOutput entry) {
        boolean reals = array.element() instanceof FloatType;
        begin(entry, reals ? AttributeKind.REALS : AttributeKind.INTEGERS, type(array.element()));
        entry.number(array.size());
        if (reals) {
            for (double value : array.toDoubles()) {
                entry.bits64(Double.doubleToRawLongBits(value));
            }
        } else {
            for (long value : array.toLongs()) {
                entry.signed(value);
            }
        }
    }

    int location(Location location) {
        var known = locations.get(location);
        if (known != null) {
            return known;
        }
        var entry = new ByteOutput();
        switch (location) {
            case Location.Unknown _ -> entry.octet(LocationKind.UNKNOWN.ordinal());
            case Location.File(var file, var line, var column) -> {
                entry.octet(LocationKind.FILE.ordinal());
                entry.number(string(file));
                entry.number(line);
                entry.number(column);
            }
            case Location.FileRange(var file, var line, var column, var endLine, var endColumn) -> {
                entry.octet(LocationKind.RANGE.ordinal());
                entry.number(string(file));
                entry.number(line);
                entry.number(column);
                entry.number(endLine);
                entry.number(endColumn);
            }
            case Location.Name(var name, var child) -> {
                entry.octet(LocationKind.NAME.ordinal());
                entry.number(string(name));
                entry.number(location(child));
            }
            case Location.CallSite(var callee, var caller) -> {
                entry.octet(LocationKind.CALL_SITE.ordinal());
                entry.number(location(callee));
                entry.number(location(caller));
            }
            case Location.Fused(var metadata, var parts) -> {
                entry.octet(LocationKind.FUSED.ordinal());
                entry.number(metadata.map(value -> attribute(value) + 1).orElse(0));
                entry.number(parts.size());
                parts.forEach(part -> entry.number(location(part)));
            }
        }
        locationBytes.sized(entry);
        return enter(locations, location);
    }

    /** The resources used, in order, and the number of each. */
    Map<Resource, Integer> resources() {
        return resources;
    }

    /** Texts, types, resources, attributes, locations. Called once all other calls are made. */
    void writeTo(ByteOutput target) {
        var resourceBytes = new ByteOutput();
        resources.keySet().forEach(resource -> {
            resourceBytes.number(string(resource.key()));
            resourceBytes.octet(resource.blob().isPresent() ? 1 : 0);
            resource.blob().ifPresent(blob -> {
                resourceBytes.number(blob.alignment());
                resourceBytes.number(blob.size());
                resourceBytes.number(BytecodeFormat.checksum(blob.bytes()));
            });
        });
        table(target, strings.size(), stringBytes);
        table(target, types.size(), typeBytes);
        table(target, resources.size(), resourceBytes);
        table(target, attributes.size(), attributeBytes);
        table(target, locations.size(), locationBytes);
    }

    private static void table(ByteOutput target, int entries, ByteOutput bytes) {
        target.number(entries);
        target.sized(bytes);
    }
}

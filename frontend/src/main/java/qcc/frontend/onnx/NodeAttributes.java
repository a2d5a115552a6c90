package qcc.frontend.onnx;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;

/** The attributes of a node; those that no converter asks for are an error, because nothing may be dropped silently. */
final class NodeAttributes {
    private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();
    private final Set<String> unread = new TreeSet<>();

    /** @throws IllegalArgumentException if an attribute is given twice */
    NodeAttributes(NodeProto node) {
        for (var attribute : node.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw new IllegalArgumentException("gives the attribute '" + attribute.getName() + "' twice");
            }
        }
        unread.addAll(attributes.keySet());
    }

    /** Attributes that are there and that nobody has asked for. */
    Set<String> unread() {
        return unread;
    }

    /** Takes note of an attribute that changes nothing at inference. */
    void ignore(String name) {
        unread.remove(name);
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    Optional<Long> integer(String name) {
        return read(name, AttributeType.INT, AttributeProto::hasI, AttributeProto::getI);
    }

    /** A number that must be 0 or 1. */
    boolean flag(String name, boolean byDefault) {
        long value = integer(name).orElse(byDefault ? 1L : 0L);
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("expects '" + name + "' to be 0 or 1, not " + value);
        }
        return value == 1;
    }

    Optional<Float> real(String name) {
        return read(name, AttributeType.FLOAT, AttributeProto::hasF, AttributeProto::getF);
    }

    Optional<String> text(String name) {
        return read(name, AttributeType.STRING, AttributeProto::hasS, a -> a.getS().toStringUtf8());
    }

    Optional<long[]> integers(String name) {
        return read(name, AttributeType.INTS, a -> a.getIntsCount() > 0,
                a -> a.getIntsList().stream().mapToLong(Long::longValue).toArray());
    }

    Optional<float[]> reals(String name) {
        return read(name, AttributeType.FLOATS, a -> a.getFloatsCount() > 0, NodeAttributes::floats);
    }

    Optional<List<String>> texts(String name) {
        return read(name, AttributeType.STRINGS, a -> a.getStringsCount() > 0,
                a -> a.getStringsList().stream().map(ByteString::toStringUtf8).toList());
    }

    Optional<TensorProto> tensor(String name) {
        return read(name, AttributeType.TENSOR, AttributeProto::hasT, AttributeProto::getT);
    }

    Optional<GraphProto> graph(String name) {
        return read(name, AttributeType.GRAPH, AttributeProto::hasG, AttributeProto::getG);
    }

    /** An attribute of any kind. */
    Optional<AttributeProto> any(String name) {
        unread.remove(name);
        return Optional.ofNullable(attributes.get(name));
    }

    private static float[] floats(AttributeProto attribute) {
        var values = new float[attribute.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = attribute.getFloats(i);
        }
        return values;
    }

    /** Old writers leave the type out; then the field that is set tells it. */
    private <T> Optional<T> read(String name, AttributeType kind, Predicate<AttributeProto> isSet, Function<AttributeProto, T> value) {
        var attribute = attributes.get(name);
        unread.remove(name);
        if (attribute == null) {
            return Optional.empty();
        }
        if (!attribute.getRefAttrName().isEmpty()) {
            throw new IllegalArgumentException(
                    "refers to the attribute '" + attribute.getRefAttrName() + "' of a function, but is in none");
        }
        boolean untyped = attribute.getType() == AttributeType.UNDEFINED && isSet.test(attribute);
        if (attribute.getType() != kind && !untyped) {
            throw new IllegalArgumentException(
                    "expects the attribute '" + name + "' to be of kind " + kind + ", not " + attribute.getType());
        }
        return Optional.of(value.apply(attribute));
    }
}

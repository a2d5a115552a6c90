package qcc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * All that is needed to create an operation: what the parser, the builders and clone have in common. Used once.
 *
 * <p>One is made for each operation that is read, so that what most operations lack takes no room.
 */
public final class OpState {
    private static final Value[] NO_OPERANDS = new Value[0];
    private static final Type[] NO_TYPES = new Type[0];
    private static final int FEW = 2;

    private final Location location;
    private Value[] operands = NO_OPERANDS;
    private int operandCount;
    private Type[] resultTypes = NO_TYPES;
    private int resultCount;
    private DictionaryBuilder properties;
    private DictionaryBuilder attributes;
    private List<Region> regions = List.of();
    private List<Block> successors = List.of();
    private List<Integer> segments = List.of();

    public OpState(Location location) {
        this.location = location;
    }

    public OpState operand(Value value) {
        reserve(1);
        operands[operandCount++] = value;
        return this;
    }

    private void reserve(int more) {
        if (operandCount + more > operands.length) {
            operands = Arrays.copyOf(operands, Math.max(operandCount + more, Math.max(2 * operandCount, FEW)));
        }
    }

    public OpState operands(Value... values) {
        reserve(values.length);
        System.arraycopy(values, 0, operands, operandCount, values.length);
        operandCount += values.length;
        return this;
    }

    public OpState operands(Collection<? extends Value> values) {
        reserve(values.size());
        values.forEach(this::operand);
        return this;
    }

    /** The operands of the next slot, for operations with several slots of no fixed size; writes {@code operandSegmentSizes}. */
    public OpState segment(Collection<? extends Value> values) {
        operands(values);
        if (segments.isEmpty()) {
            segments = new ArrayList<>(4);
        }
        segments.add(values.size());
        return this;
    }

    public OpState result(Type type) {
        if (resultCount == resultTypes.length) {
            resultTypes = Arrays.copyOf(resultTypes, Math.max(2 * resultCount, 1));
        }
        resultTypes[resultCount++] = type;
        return this;
    }

    public OpState results(Type... types) {
        for (var type : types) {
            result(type);
        }
        return this;
    }

    public OpState results(Collection<? extends Type> types) {
        types.forEach(this::result);
        return this;
    }

    /** An inherent attribute; null is skipped. */
    public OpState property(String name, Attribute value) {
        if (value != null) {
            properties = begun(properties);
            properties.add(new NamedAttribute(name, value));
        }
        return this;
    }

    /** Whether an inherent attribute has been given. */
    public boolean hasProperty(String name) {
        return properties != null && properties.contains(name);
    }

    public OpState properties(Iterable<NamedAttribute> entries) {
        if (entries != DictionaryAttr.EMPTY) {
            properties = begun(properties);
            properties.addAll(entries);
        }
        return this;
    }

    /** A discardable attribute; null is skipped. */
    public OpState attribute(String name, Attribute value) {
        if (value != null) {
            attributes = begun(attributes);
            attributes.add(new NamedAttribute(name, value));
        }
        return this;
    }

    public OpState attributes(Iterable<NamedAttribute> entries) {
        if (entries != DictionaryAttr.EMPTY) {
            attributes = begun(attributes);
            attributes.addAll(entries);
        }
        return this;
    }

    private static DictionaryBuilder begun(DictionaryBuilder builder) {
        return builder == null ? new DictionaryBuilder() : builder;
    }

    public OpState region(Region region) {
        if (regions.isEmpty()) {
            regions = new ArrayList<>(1);
        }
        regions.add(region);
        return this;
    }

    public OpState successors(Collection<Block> blocks) {
        if (blocks.isEmpty()) {
            return this;
        }
        if (successors.isEmpty()) {
            successors = new ArrayList<>(blocks.size());
        }
        successors.addAll(blocks);
        return this;
    }

    public Location location() {
        return location;
    }

    int operandCount() {
        return operandCount;
    }

    Value operandAt(int index) {
        return operands[index];
    }

    int resultCount() {
        return resultCount;
    }

    Type resultTypeAt(int index) {
        return resultTypes[index];
    }

    List<Region> regions() {
        return regions;
    }

    List<Block> successors() {
        return successors;
    }

    DictionaryAttr propertyDictionary() {
        if (!segments.isEmpty()) {
            property(OpDef.OPERAND_SEGMENTS, DenseArrayAttr.ofInts(segments.stream().mapToInt(Integer::intValue).toArray()));
            segments = List.of();
        }
        return properties == null ? DictionaryAttr.EMPTY : properties.build();
    }

    DictionaryAttr attributeDictionary() {
        return attributes == null ? DictionaryAttr.EMPTY : attributes.build();
    }
}

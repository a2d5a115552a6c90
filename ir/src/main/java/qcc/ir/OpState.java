package qcc.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** All that is needed to create an operation: what the parser, the builders and clone have in common. Used once. */
public final class OpState {
    private final Location location;
    private final List<Value> operands = new ArrayList<>(4);
    private final List<Type> resultTypes = new ArrayList<>(1);
    private final List<NamedAttribute> properties = new ArrayList<>(4);
    private final List<NamedAttribute> attributes = new ArrayList<>(0);
    private final List<Region> regions = new ArrayList<>(0);
    private final List<Block> successors = new ArrayList<>(0);
    private final List<Integer> segments = new ArrayList<>(0);

    public OpState(Location location) {
        this.location = location;
    }

    public OpState operands(Value... values) {
        operands.addAll(Arrays.asList(values));
        return this;
    }

    public OpState operands(Collection<? extends Value> values) {
        operands.addAll(values);
        return this;
    }

    /** The operands of the next slot, for operations with several slots of no fixed size; writes {@code operandSegmentSizes}. */
    public OpState segment(Collection<? extends Value> values) {
        operands.addAll(values);
        segments.add(values.size());
        return this;
    }

    public OpState results(Type... types) {
        resultTypes.addAll(Arrays.asList(types));
        return this;
    }

    public OpState results(Collection<? extends Type> types) {
        resultTypes.addAll(types);
        return this;
    }

    /** An inherent attribute; null is skipped. */
    public OpState property(String name, Attribute value) {
        if (value != null) {
            properties.add(new NamedAttribute(name, value));
        }
        return this;
    }

    /** Whether an inherent attribute has been given. */
    public boolean hasProperty(String name) {
        for (var property : properties) {
            if (property.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    public OpState properties(Iterable<NamedAttribute> entries) {
        entries.forEach(properties::add);
        return this;
    }

    /** A discardable attribute; null is skipped. */
    public OpState attribute(String name, Attribute value) {
        if (value != null) {
            attributes.add(new NamedAttribute(name, value));
        }
        return this;
    }

    public OpState attributes(Iterable<NamedAttribute> entries) {
        entries.forEach(attributes::add);
        return this;
    }

    public OpState region(Region region) {
        regions.add(region);
        return this;
    }

    public OpState successors(Collection<Block> blocks) {
        successors.addAll(blocks);
        return this;
    }

    public Location location() {
        return location;
    }

    public List<Value> operands() {
        return operands;
    }

    public List<Type> resultTypes() {
        return resultTypes;
    }

    public List<Region> regions() {
        return regions;
    }

    public List<Block> successors() {
        return successors;
    }

    DictionaryAttr propertyDictionary() {
        if (!segments.isEmpty()) {
            property(OpDef.OPERAND_SEGMENTS, DenseArrayAttr.ofInts(segments.stream().mapToInt(Integer::intValue).toArray()));
            segments.clear();
        }
        return DictionaryAttr.of(properties);
    }

    DictionaryAttr attributeDictionary() {
        return DictionaryAttr.of(attributes);
    }
}

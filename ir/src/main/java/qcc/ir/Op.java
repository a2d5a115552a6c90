package qcc.ir;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An operation: a mutable node with identity.
 *
 * <p>A kind of operation is a subclass with a static {@link OpDef}; a name that nobody registered is an {@link UnregisteredOp}. Mutators are
 * package-private: passes change the IR through an {@link OpBuilder} or its subclass, the rewriter.
 */
public abstract class Op {
    private static final OpOperand[] NO_OPERANDS = new OpOperand[0];
    private static final Region[] NO_REGIONS = new Region[0];
    private static final Block[] NO_SUCCESSORS = new Block[0];
    private static final OpResult[] NO_RESULTS = new OpResult[0];

    private final OpDef<?> def;
    private final OpResult[] results;
    private final Region[] regions;
    private OpOperand[] operands;
    private Block[] successors;
    private Location location;
    private DictionaryAttr properties;
    private DictionaryAttr attributes;
    Block parent;
    Op previous;
    Op next;
    int order;

    /** A scratch slot for one pass over the IR that marks or numbers operations; whoever uses it writes it first. */
    private int number;

    /** Links the operands and takes the regions of the state, which is not used afterwards. */
    @SuppressWarnings("this-escape") // operands, results and regions hold the back pointer, but call nothing on it
    protected Op(OpDef<?> def, OpState state) {
        this.def = def;
        this.location = state.location();
        this.properties = state.propertyDictionary();
        this.attributes = state.attributeDictionary();
        this.operands = state.operandCount() == 0 ? NO_OPERANDS : new OpOperand[state.operandCount()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = new OpOperand(this, i, state.operandAt(i));
        }
        this.successors = NO_SUCCESSORS;
        if (!state.successors().isEmpty()) {
            setSuccessors(state.successors());
        }
        this.regions = state.regions().isEmpty() ? NO_REGIONS : state.regions().toArray(Region[]::new);
        for (var region : regions) {
            region.setParent(this);
        }
        this.results = state.resultCount() == 0 ? NO_RESULTS : new OpResult[state.resultCount()];
        for (int i = 0; i < results.length; i++) {
            results[i] = new OpResult(this, i, state.resultTypeAt(i));
        }
    }

    private OpOperand[] link(List<? extends Value> values) {
        if (values.isEmpty()) {
            return NO_OPERANDS;
        }
        var linked = new OpOperand[values.size()];
        for (int i = 0; i < linked.length; i++) {
            linked[i] = new OpOperand(this, i, values.get(i));
        }
        return linked;
    }

    public final OpDef<?> def() {
        return def;
    }

    /** The full name, such as {@code nn.conv}. */
    public final String name() {
        return def.name();
    }

    public final Location location() {
        return location;
    }

    /** The number given last by {@link #setNumber}. */
    public final int number() {
        return number;
    }

    /** Notes a number for the pass over the IR that is under way. */
    public final void setNumber(int value) {
        number = value;
    }

    final void setLocation(Location other) {
        location = other;
    }

    public final int operandCount() {
        return operands.length;
    }

    public final Value operand(int index) {
        return operands[index].value();
    }

    /** The use that this operation makes of its operand. */
    public final OpOperand operandUse(int index) {
        return operands[index];
    }

    /** The operands now, a live view. */
    public final List<Value> operands() {
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return operands[index].value();
            }

            @Override
            public int size() {
                return operands.length;
            }
        };
    }

    final void setOperands(List<Value> values) {
        var copy = List.copyOf(values);
        dropOperands();
        operands = link(copy);
    }

    final void dropOperands() {
        for (var operand : operands) {
            operand.drop();
        }
        operands = NO_OPERANDS;
    }

    public final int resultCount() {
        return results.length;
    }

    public final OpResult result(int index) {
        return results[index];
    }

    /** The only result. */
    public final OpResult result() {
        if (results.length != 1) {
            throw new IllegalStateException("'" + name() + "' has " + results.length + " results");
        }
        return results[0];
    }

    public final List<OpResult> results() {
        return List.of(results);
    }

    public final List<Type> resultTypes() {
        return Arrays.stream(results).map(Value::type).toList();
    }

    public final List<Type> operandTypes() {
        return Arrays.stream(operands).map(o -> o.value().type()).toList();
    }

    /** Whether a result is used anywhere. */
    public final boolean hasUses() {
        for (var result : results) {
            if (result.hasUses()) {
                return true;
            }
        }
        return false;
    }

    public final int regionCount() {
        return regions.length;
    }

    public final Region region(int index) {
        return regions[index];
    }

    public final List<Region> regions() {
        return regions.length == 0 ? List.of() : List.of(regions);
    }

    public final List<Block> successors() {
        return successors.length == 0 ? List.of() : List.of(successors);
    }

    /** Whether control may go from this operation to a block. */
    public final boolean hasSuccessors() {
        return successors.length > 0;
    }

    final void setSuccessors(List<Block> blocks) {
        for (var old : successors) {
            old.addPredecessors(-1);
        }
        successors = blocks.isEmpty() ? NO_SUCCESSORS : blocks.toArray(Block[]::new);
        for (var successor : successors) {
            successor.addPredecessors(1);
        }
    }

    /** Inherent attributes: those that the definition names. */
    public final DictionaryAttr properties() {
        return properties;
    }

    final void setProperties(DictionaryAttr dictionary) {
        properties = dictionary;
    }

    /** Discardable attributes: those that any pass may add, with a dialect's prefix. */
    public final DictionaryAttr attributes() {
        return attributes;
    }

    final void setAttributes(DictionaryAttr dictionary) {
        attributes = dictionary;
    }

    /** A discardable attribute of a kind, if it is there. */
    public final <A extends Attribute> Optional<A> attribute(String key, Class<A> kind) {
        var value = attributes.get(key);
        return kind.isInstance(value) ? Optional.of(kind.cast(value)) : Optional.empty();
    }

    /** An inherent attribute that must be there, or the default of its slot. */
    protected final <A extends Attribute> A property(String key, Class<A> kind) {
        var value = propertyOrDefault(key);
        if (!kind.isInstance(value)) {
            throw new IllegalStateException("'" + name() + "' has no property '" + key + "' of kind " + kind.getSimpleName());
        }
        return kind.cast(value);
    }

    /** An inherent attribute, or the default of its slot, if there is either. */
    protected final <A extends Attribute> Optional<A> optionalProperty(String key, Class<A> kind) {
        var value = propertyOrDefault(key);
        return kind.isInstance(value) ? Optional.of(kind.cast(value)) : Optional.empty();
    }

    private Attribute propertyOrDefault(String key) {
        var value = properties.get(key);
        return value != null ? value : def.defaultOf(key).orElse(null);
    }

    protected final long longProperty(String key) {
        return property(key, IntegerAttr.class).value();
    }

    protected final long[] longsProperty(String key) {
        return property(key, DenseArrayAttr.class).toLongs();
    }

    protected final String stringProperty(String key) {
        return property(key, StringAttr.class).value();
    }

    /** The operands of a slot of the definition: one, none or several. */
    public final List<Value> operandsOf(int slot) {
        var range = def.operandRange(this, slot);
        return operands().subList(range.from(), range.to());
    }

    /** The operand of a slot that may be absent. */
    protected final Optional<Value> optionalOperand(int slot) {
        var values = operandsOf(slot);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public final Block parentBlock() {
        return parent;
    }

    /** The operation around this one, or null. */
    public final Op parentOp() {
        return parent == null ? null : parent.parentOp();
    }

    /** The nearest operation around this one of a kind, or null. */
    public final <O> O parentOfKind(Class<O> kind) {
        var op = parentOp();
        while (op != null && !kind.isInstance(op)) {
            op = op.parentOp();
        }
        return kind.cast(op);
    }

    /** The operation before this one in its block, or null. */
    public final Op previous() {
        return previous;
    }

    /** The operation after this one in its block, or null. */
    public final Op next() {
        return next;
    }

    /** Whether this operation stands before another one of the same block. */
    public final boolean isBeforeInBlock(Op other) {
        if (parent == null || parent != other.parent) {
            throw new IllegalArgumentException("the operations are not in one block");
        }
        parent.ensureOrder();
        return order < other.order;
    }

    /** Visits this operation and all inside it, outer before inner, in order; the visitor may erase the operation it is given. */
    public final void walk(Consumer<? super Op> visitor) {
        OpWalk.walk(this, visitor);
    }

    /** Visits all operations of a kind in this one, itself included, outer before inner, in order. */
    public final <O> void walk(Class<O> kind, Consumer<? super O> visitor) {
        walk(op -> {
            if (kind.isInstance(op)) {
                visitor.accept(kind.cast(op));
            }
        });
    }

    /** Checks what the slots of the definition cannot say; slots are checked before it is called. */
    public void verify(Verifier check) {}

    /** Checks that need a valid inside: called after the operations in the regions have been verified. */
    public void verifyRegions(Verifier check) {}

    /**
     * The cheaper equal of this operation, if one is known; never changes the IR.
     *
     * @param constantOperands for each operand the constant it is known to be, or null; valid during the call only
     */
    public FoldResult fold(List<Attribute> constantOperands) {
        return FoldResult.NONE;
    }

    /** The name and the location, for messages; the printer gives the text. */
    @Override
    public String toString() {
        return "'" + name() + "' at " + location.describe();
    }
}

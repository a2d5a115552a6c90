package qcc.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one description of a kind of operation; the verifier, the parser, the printers, the builders and the reference pages all read it.
 *
 * <p>It holds only data and a constructor reference, so that it can be a static constant of the operation's class.
 */
public final class OpDef<O extends Op> {
    /** The property that gives the number of operands in each slot, where the slots alone do not tell. */
    public static final String OPERAND_SEGMENTS = "operandSegmentSizes";

    /** How many values a slot holds. */
    public enum Arity {
        ONE, OPTIONAL, VARIADIC
    }

    /**
     * An operand or result.
     *
     * @param phrase what its type must be, for messages: "must be tensor of reals"
     */
    public record Slot(String name, String phrase, Predicate<Type> accepts, Arity arity) {}

    /** An inherent attribute: required, optional, or with a default that need not be written. */
    public record AttributeSlot(String name, Class<? extends Attribute> kind, boolean required, Optional<Attribute> byDefault,
            String summary) {}

    /** Operands {@code from} to {@code to}, exclusive. */
    public record Range(int from, int to) {}

    private final String name;
    private final Class<O> kind;
    private final String dialect;
    private final BiFunction<OpDef<O>, OpState, O> factory;
    private final boolean pure;
    private final boolean terminator;
    private final boolean commutative;
    private final boolean constantLike;
    private final boolean symbol;
    private final List<Slot> operands = new ArrayList<>();
    private final List<Slot> operandView = Collections.unmodifiableList(operands);
    private final List<Slot> results = new ArrayList<>();
    private final List<Slot> resultView = Collections.unmodifiableList(results);
    private final List<AttributeSlot> attributes = new ArrayList<>();
    private final List<AttributeSlot> attributeView = Collections.unmodifiableList(attributes);
    private final List<String> regions = new ArrayList<>();
    private String summary = "";
    private String description = "";
    private String example = "";
    private String defaultDialect = "";
    private Optional<OpForm> form = Optional.empty();
    private int singleOperands;

    private OpDef(String name, Class<O> kind, BiFunction<OpDef<O>, OpState, O> factory) {
        this.name = name;
        this.kind = kind;
        this.factory = factory;
        int dot = name.indexOf('.');
        this.dialect = dot < 0 ? "" : name.substring(0, dot);
        this.pure = Pure.class.isAssignableFrom(kind);
        this.terminator = Terminator.class.isAssignableFrom(kind);
        this.commutative = Commutative.class.isAssignableFrom(kind);
        this.constantLike = ConstantLike.class.isAssignableFrom(kind);
        this.symbol = SymbolOp.class.isAssignableFrom(kind);
    }

    /** Starts the definition of an operation. */
    public static <O extends Op> OpDef<O> of(String name, Class<O> kind, Function<OpState, O> factory) {
        return new OpDef<>(name, kind, (_, state) -> factory.apply(state));
    }

    static OpDef<UnregisteredOp> unregistered(String name) {
        return new OpDef<>(name, UnregisteredOp.class, UnregisteredOp::new);
    }

    public OpDef<O> summary(String text) {
        summary = text;
        return this;
    }

    /** Paragraphs for the reference page. */
    public OpDef<O> description(String text) {
        description = text;
        return this;
    }

    /** An operation in its custom form, for the reference page. */
    public OpDef<O> example(String text) {
        example = text;
        return this;
    }

    public OpDef<O> operand(String slot, String phrase, Predicate<Type> accepts) {
        operands.add(new Slot(slot, phrase, accepts, Arity.ONE));
        singleOperands++;
        return this;
    }

    public OpDef<O> optionalOperand(String slot, String phrase, Predicate<Type> accepts) {
        operands.add(new Slot(slot, phrase, accepts, Arity.OPTIONAL));
        return this;
    }

    public OpDef<O> variadicOperand(String slot, String phrase, Predicate<Type> accepts) {
        operands.add(new Slot(slot, phrase, accepts, Arity.VARIADIC));
        return this;
    }

    public OpDef<O> result(String slot, String phrase, Predicate<Type> accepts) {
        results.add(new Slot(slot, phrase, accepts, Arity.ONE));
        return this;
    }

    public OpDef<O> variadicResult(String slot, String phrase, Predicate<Type> accepts) {
        results.add(new Slot(slot, phrase, accepts, Arity.VARIADIC));
        return this;
    }

    /** An attribute that must be given. */
    public OpDef<O> attribute(String slot, Class<? extends Attribute> value, String text) {
        attributes.add(new AttributeSlot(slot, value, true, Optional.empty(), text));
        return this;
    }

    /** An attribute that may be absent. */
    public OpDef<O> optionalAttribute(String slot, Class<? extends Attribute> value, String text) {
        attributes.add(new AttributeSlot(slot, value, false, Optional.empty(), text));
        return this;
    }

    /** An attribute that stands for a given value where it is absent. */
    public OpDef<O> attribute(String slot, Attribute byDefault, String text) {
        attributes.add(new AttributeSlot(slot, byDefault.getClass(), false, Optional.of(byDefault), text));
        return this;
    }

    public OpDef<O> region(String slot) {
        regions.add(slot);
        return this;
    }

    /** The custom form, declared as in MLIR: see {@link AssemblyFormat}. */
    public OpDef<O> format(String declaration) {
        return form(new AssemblyFormat(declaration));
    }

    /** The dialect whose operations are written without its name in the regions of this operation. */
    public OpDef<O> defaultDialect(String name) {
        defaultDialect = name;
        return this;
    }

    /** A custom form with code of its own. */
    public OpDef<O> form(OpForm custom) {
        form = Optional.of(custom);
        return this;
    }

    public String name() {
        return name;
    }

    /** The part of the name before the first dot. */
    public String dialect() {
        return dialect;
    }

    public Class<O> kind() {
        return kind;
    }

    public boolean isRegistered() {
        return kind != UnregisteredOp.class;
    }

    /** Whether the operations defined here have a trait, such as {@link Pure}. */
    public boolean has(Class<?> trait) {
        return trait.isAssignableFrom(kind);
    }

    /** Whether the operations are {@link Pure}; this and the next are what passes ask at every operation, so the answer is kept. */
    public boolean isPure() {
        return pure;
    }

    /** Whether the operations are a {@link Terminator}. */
    public boolean isTerminator() {
        return terminator;
    }

    /** Whether the operations are {@link Commutative}. */
    public boolean isCommutative() {
        return commutative;
    }

    /** Whether the operations are {@link ConstantLike}. */
    public boolean isConstantLike() {
        return constantLike;
    }

    /** Whether the operations are a {@link SymbolOp}. */
    public boolean isSymbol() {
        return symbol;
    }

    public String summary() {
        return summary;
    }

    public String description() {
        return description;
    }

    public String example() {
        return example;
    }

    public List<Slot> operands() {
        return operandView;
    }

    public List<Slot> results() {
        return resultView;
    }

    public List<AttributeSlot> attributes() {
        return attributeView;
    }

    public List<String> regions() {
        return Collections.unmodifiableList(regions);
    }

    /** The dialect that custom forms inside leave out, or the empty text. */
    public String defaultDialect() {
        return defaultDialect;
    }

    public Optional<OpForm> form() {
        return form;
    }

    /** The attribute slot of a name. */
    public Optional<AttributeSlot> attributeSlot(String slot) {
        for (var attribute : attributes) {
            if (attribute.name().equals(slot)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /** Whether a name belongs to the inherent attributes. */
    public boolean isInherent(String attribute) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attribute)) {
                return true;
            }
        }
        return needsSegments() && attribute.equals(OPERAND_SEGMENTS);
    }

    Optional<Attribute> defaultOf(String slot) {
        return attributeSlot(slot).flatMap(AttributeSlot::byDefault);
    }

    /** Whether more than one operand slot has no fixed size, so that {@value #OPERAND_SEGMENTS} must be given. */
    public boolean needsSegments() {
        return operands.size() - singleOperands > 1;
    }

    /** Whether every operand slot holds one value, so that an operand has the number of its slot. */
    public boolean hasSingleOperands() {
        return operands.size() == singleOperands;
    }

    /** The operands of an operation that belong to a slot. */
    public Range operandRange(Op op, int slot) {
        if (needsSegments() && op.properties().get(OPERAND_SEGMENTS) instanceof DenseArrayAttr sizes) {
            int from = 0;
            for (int i = 0; i < slot; i++) {
                from += Math.toIntExact(sizes.toLongs()[i]);
            }
            return new Range(from, from + Math.toIntExact(sizes.toLongs()[slot]));
        }
        return rangeOf(operands, slot, op.operandCount());
    }

    /** The values of a slot where at most one slot has no fixed size. */
    public static Range rangeOf(List<Slot> slots, int slot, int count) {
        int free = count;
        for (int i = 0; i < slots.size(); i++) {
            free -= slots.get(i).arity() == Arity.ONE ? 1 : 0;
        }
        int from = 0;
        for (int i = 0; i < slot; i++) {
            from += slots.get(i).arity() == Arity.ONE ? 1 : free;
        }
        return new Range(from, from + (slots.get(slot).arity() == Arity.ONE ? 1 : free));
    }

    /** Makes an operation that is in no block yet. */
    public O create(OpState state) {
        return factory.apply(this, state);
    }

    @Override
    public String toString() {
        return name;
    }
}

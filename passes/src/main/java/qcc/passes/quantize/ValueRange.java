package qcc.passes.quantize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.BlockArgument;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpResult;
import qcc.ir.Value;

/**
 * The smallest and the largest real that a value is expected to hold: the discardable attribute {@code qcc.range = [min, max]} of the operation
 * that makes it, or of a function's argument.
 */
public record ValueRange(double min, double max) {
    /** The attribute that holds the range. */
    public static final String ATTRIBUTE = "qcc.range";

    private static final String ARGUMENT_ATTRIBUTES = "arg_attrs";

    /** @throws IllegalArgumentException if a bound is not finite or the range is empty */
    public ValueRange {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException("a range needs finite bounds, the lower one first, not [" + min + ", " + max + "]");
        }
    }

    /** The smallest range that contains both. */
    public ValueRange union(ValueRange other) {
        return new ValueRange(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** The smallest range that contains this one and zero, which every grid must represent. */
    public ValueRange withZero() {
        return new ValueRange(Math.min(min, 0), Math.max(max, 0));
    }

    /** The distance of the bounds. */
    public double width() {
        return max - min;
    }

    /** The largest magnitude. */
    public double magnitude() {
        return Math.max(Math.abs(min), Math.abs(max));
    }

    /** The range stated for a value, if there is one. */
    public static Optional<ValueRange> of(Value value) {
        return switch (value) {
            case OpResult r -> parse(r.owner().attributes().get(ATTRIBUTE));
            case BlockArgument a -> parse(argumentAttributes(a).get(ATTRIBUTE));
        };
    }

    private static Optional<ValueRange> parse(Attribute attribute) {
        return attribute instanceof ArrayAttr pair && pair.size() == 2 && pair.get(0) instanceof FloatAttr min
                && pair.get(1) instanceof FloatAttr max ? Optional.of(new ValueRange(min.value(), max.value())) : Optional.empty();
    }

    /** The attribute. */
    public ArrayAttr attribute() {
        return new ArrayAttr(List.of(FloatAttr.of(min), FloatAttr.of(max)));
    }

    /** States this range for a value: the only result of an operation, or an argument of a function. */
    public void assign(OpBuilder builder, Value value) {
        set(builder, value, attribute());
    }

    /** Removes what is stated for a value. */
    static void remove(OpBuilder builder, Value value) {
        if (of(value).isPresent()) {
            set(builder, value, null);
        }
    }

    private static void set(OpBuilder builder, Value value, Attribute attribute) {
        switch (value) {
            case OpResult r -> builder.setAttribute(r.owner(), ATTRIBUTE, attribute);
            case BlockArgument a -> setArgument(builder, a, attribute);
        }
    }

    private static DictionaryAttr argumentAttributes(BlockArgument argument) {
        var function = argument.owner().parentOp();
        return function != null && function.properties().get(ARGUMENT_ATTRIBUTES) instanceof ArrayAttr all
                && argument.index() < all.size() && all.get(argument.index()) instanceof DictionaryAttr own ? own : DictionaryAttr.EMPTY;
    }

    private static void setArgument(OpBuilder builder, BlockArgument argument, Attribute attribute) {
        Op function = argument.owner().parentOp();
        var all = new ArrayList<Attribute>();
        for (var each : argument.owner().arguments()) {
            all.add(argumentAttributes(each));
        }
        var own = argumentAttributes(argument);
        all.set(argument.index(), attribute == null ? own.without(ATTRIBUTE) : own.with(ATTRIBUTE, attribute));
        boolean empty = all.stream().allMatch(DictionaryAttr.EMPTY::equals);
        builder.setProperty(function, ARGUMENT_ATTRIBUTES, empty ? null : new ArrayAttr(all));
    }
}

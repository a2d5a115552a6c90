package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** What the operands and results of the dialect may be, with the phrases of the messages. */
final class ArrayTypes {
    static final String NUMBERS_PHRASE = "ranked tensor of reals or integers";
    static final Predicate<Type> NUMBERS = t -> t instanceof TensorType
            && (t.elementType() instanceof FloatType || t.elementType() instanceof IntegerType);

    static final String REALS_PHRASE = "ranked tensor of reals";
    static final Predicate<Type> REALS = t -> t instanceof TensorType && t.elementType() instanceof FloatType;

    static final String INTEGERS_PHRASE = "ranked tensor of integers";
    static final Predicate<Type> INTEGERS = t -> t instanceof TensorType && t.elementType() instanceof IntegerType;

    static final String BOOLEANS_PHRASE = "ranked tensor of booleans (i1)";
    static final Predicate<Type> BOOLEANS = t -> t instanceof TensorType && t.elementType().equals(IntegerType.I1);

    private ArrayTypes() {}

    static Shape shape(Value value) {
        return ((TensorType) value.type()).shape();
    }

    /** Reports two values whose elements are not of one type. */
    static void verifyOneElementType(Verifier check, Value a, Value b) {
        if (!a.type().elementType().equals(b.type().elementType())) {
            check.error("expects one element type, not %s and %s", a.type().elementType(), b.type().elementType());
        }
    }

    /** Reports an attribute that is there and none of the names of an enumeration. */
    static void verifyName(Verifier check, Op op, String property, List<String> names) {
        if (op.properties().get(property) instanceof StringAttr text && !names.contains(text.value())) {
            check.error("expects '%s' to be one of %s, not \"%s\"", property, String.join(", ", names), text.value());
        }
    }

    /**
     * An axis that may be counted from the end.
     *
     * @throws IllegalArgumentException if it is outside {@code -rank} to {@code rank - 1}
     */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** A shape of known rank and nothing else. */
    static Shape unknown(int rank) {
        var dimensions = new long[rank];
        Arrays.fill(dimensions, Shape.DYNAMIC);
        return Shape.of(dimensions);
    }

    /** @throws IllegalArgumentException if an axis is outside {@code 0} to {@code rank - 1} */
    static void requireAxis(long axis, int rank) {
        if (axis < 0 || axis >= rank) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + rank);
        }
    }

    /** @throws IllegalArgumentException if a shape has another rank */
    static void requireRank(Shape shape, int rank, String what) {
        if (shape.rank() != rank) {
            throw new IllegalArgumentException("expects " + what + " of rank " + rank + ", not " + shape);
        }
    }

    /** The length of a list that decides about the rank of a result. */
    static int listLength(Shape list, String what) {
        if (list.rank() != 1 || list.isDynamic(0)) {
            throw new IllegalArgumentException("expects " + what + " to be a list of known length, not of shape " + list);
        }
        return (int) list.dimension(0);
    }

    /** The length of the tuples of indices along the last axis, which decides about the rank of what they pick. */
    static int tupleLength(Shape indices, int most) {
        if (indices.rank() == 0 || indices.isDynamic(indices.rank() - 1) || indices.dimension(indices.rank() - 1) > most) {
            throw new IllegalArgumentException("has indices of shape " + indices + ", whose last axis must hold tuples of at most " + most);
        }
        return (int) indices.dimension(indices.rank() - 1);
    }

    /**
     * An axis that counts from 0.
     *
     * @throws IllegalArgumentException if it is outside {@code 0} to {@code rank - 1}
     */
    static int fromZero(long axis, int rank) {
        requireAxis(axis, rank);
        return (int) axis;
    }
}

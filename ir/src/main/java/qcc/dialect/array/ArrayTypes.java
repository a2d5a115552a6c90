package qcc.dialect.array;

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

    /** Reports an attribute that is none of the names of an enumeration. */
    static void verifyName(Verifier check, Op op, String property, List<String> names) {
        var name = op.properties().get(property) instanceof StringAttr text ? text.value() : "";
        if (!names.contains(name)) {
            check.error("expects '%s' to be one of %s, not \"%s\"", property, String.join(", ", names), name);
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
}

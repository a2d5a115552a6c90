package qcc.frontend.onnx;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import qcc.ir.IntegerType;
import qcc.ir.Shape;
import qcc.ir.TensorType;

/**
 * A scalar or a list of integers or booleans that is computed from shapes, as far as it is known while importing.
 *
 * @param isScalar whether it has no axis
 * @param elements {@link #UNKNOWN} where one is not known
 */
record KnownIntegers(boolean isScalar, long[] elements) {
    /** Stands for an element that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;
    private static final int MAX_ELEMENTS = 256;

    static KnownIntegers list(long... elements) {
        return new KnownIntegers(false, elements);
    }

    static KnownIntegers scalar(long element) {
        return new KnownIntegers(true, new long[]{element});
    }

    /** The dimensions of a type. */
    static KnownIntegers ofShape(TensorType type) {
        return list(Arrays.stream(type.shape().toArray()).map(d -> d == Shape.DYNAMIC ? UNKNOWN : d).toArray());
    }

    /** What a value of the graph holds, if it is data of this kind. */
    static Optional<KnownIntegers> of(GraphValue value) {
        var type = value.type();
        if (!(type.element() instanceof IntegerType) || type.rank() > 1 || type.rank() == 1 && type.shape().isDynamic(0)
                || type.shape().elements() > MAX_ELEMENTS) {
            return Optional.empty();
        }
        return value.data().map(d -> new KnownIntegers(type.rank() == 0, all(d.toLongs(), (int) type.shape().elements())));
    }

    /** Data whose elements are all equal may give one only. */
    private static long[] all(long[] elements, int count) {
        if (elements.length == count) {
            return elements;
        }
        var all = new long[count];
        Arrays.fill(all, elements[0]);
        return all;
    }

    boolean isKnown() {
        return Arrays.stream(elements).noneMatch(e -> e == UNKNOWN);
    }

    /** Element by element; one element meets every element of the other. */
    Optional<KnownIntegers> with(KnownIntegers other, LongBinaryOperator function) {
        int count = elements.length == 1 ? other.elements.length : elements.length;
        if (other.elements.length != count && other.elements.length != 1) {
            return Optional.empty();
        }
        var result = new long[count];
        for (int i = 0; i < count; i++) {
            long a = elements[elements.length == 1 ? 0 : i];
            long b = other.elements[other.elements.length == 1 ? 0 : i];
            result[i] = a == UNKNOWN || b == UNKNOWN ? UNKNOWN : function.applyAsLong(a, b);
        }
        return Optional.of(new KnownIntegers(isScalar && other.isScalar, result));
    }

    /** All elements as one. */
    KnownIntegers reduce(long start, LongBinaryOperator function, boolean keepAxis) {
        long result = start;
        for (long element : elements) {
            result = result == UNKNOWN || element == UNKNOWN ? UNKNOWN : function.applyAsLong(result, element);
        }
        return new KnownIntegers(isScalar || !keepAxis, new long[]{result});
    }
}

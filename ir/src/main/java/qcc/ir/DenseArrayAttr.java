package qcc.ir;

import java.util.Arrays;
import java.util.StringJoiner;

/**
 * A flat array of numbers: {@code array<i64: 1, 2, 3>}. A value: immutable, compared by content.
 *
 * <p>Integers are held as they are, floating-point numbers by the bits of a double.
 */
public final class DenseArrayAttr implements Attribute {
    private final Type element;
    private final long[] bits;

    private DenseArrayAttr(Type element, long[] bits) {
        this.element = element;
        this.bits = bits;
    }

    /** An array of 64-bit integers. */
    public static DenseArrayAttr ofLongs(long... values) {
        return of(IntegerType.I64, values);
    }

    /** An array of 32-bit integers. */
    public static DenseArrayAttr ofInts(int... values) {
        return of(IntegerType.I32, Arrays.stream(values).asLongStream().toArray());
    }

    /** An array of 64-bit floating-point numbers. */
    public static DenseArrayAttr ofDoubles(double... values) {
        return of(FloatType.F64, values);
    }

    /** An array of integers of a type, each within its range. */
    public static DenseArrayAttr of(IntegerType element, long... values) {
        return new DenseArrayAttr(element, Arrays.stream(values).map(v -> new IntegerAttr(v, element).value()).toArray());
    }

    /** An array of floating-point numbers, rounded to the type. */
    public static DenseArrayAttr of(FloatType element, double... values) {
        var format = FloatFormat.of(element);
        return new DenseArrayAttr(element, Arrays.stream(values).mapToLong(v -> Double.doubleToLongBits(format.round(v))).toArray());
    }

    public Type element() {
        return element;
    }

    public int size() {
        return bits.length;
    }

    /** The values of an integer array. */
    public long[] toLongs() {
        if (element instanceof FloatType) {
            throw new IllegalArgumentException("has an array of " + element + " where integers are expected");
        }
        return bits.clone();
    }

    /** The values of an integer array, each of which must fit 32 bits. */
    public int[] toInts() {
        return Arrays.stream(toLongs()).mapToInt(Math::toIntExact).toArray();
    }

    /** The values of a floating-point array. */
    public double[] toDoubles() {
        if (!(element instanceof FloatType)) {
            throw new IllegalArgumentException("has an array of " + element + " where reals are expected");
        }
        return Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DenseArrayAttr a && element.equals(a.element) && Arrays.equals(bits, a.bits);
    }

    @Override
    public int hashCode() {
        return 31 * element.hashCode() + Arrays.hashCode(bits);
    }

    private String text(long value) {
        return element instanceof FloatType f ? FloatText.of(Double.longBitsToDouble(value), f) : new IntegerAttr(value, element).digits();
    }

    @Override
    public String toString() {
        if (bits.length == 0) {
            return "array<" + element + ">";
        }
        var text = new StringJoiner(", ", "array<" + element + ": ", ">");
        for (long value : bits) {
            text.add(text(value));
        }
        return text.toString();
    }
}

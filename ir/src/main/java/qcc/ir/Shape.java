package qcc.ir;

import java.util.Arrays;

/**
 * The dimensions of a shaped type, each non-negative or {@link #DYNAMIC}. A value: immutable, compared by content.
 */
public final class Shape {
    /** A dimension that is not known: {@code ?}. */
    public static final long DYNAMIC = Long.MIN_VALUE;
    public static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dimensions;

    private Shape(long[] dimensions) {
        for (long d : dimensions) {
            if (d < 0 && d != DYNAMIC) {
                throw new IllegalArgumentException("negative dimension in " + Arrays.toString(dimensions));
            }
        }
        this.dimensions = dimensions;
    }

    public static Shape of(long... dimensions) {
        return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
    }

    public int rank() {
        return dimensions.length;
    }

    public long dimension(int axis) {
        return dimensions[axis];
    }

    public boolean isDynamic(int axis) {
        return dimensions[axis] == DYNAMIC;
    }

    /** Whether every dimension is known. */
    public boolean isStatic() {
        for (long d : dimensions) {
            if (d == DYNAMIC) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number of elements.
     *
     * @throws IllegalStateException if a dimension is dynamic
     * @throws ArithmeticException if the product does not fit 63 bits
     */
    public long elements() {
        long product = 1;
        for (long d : dimensions) {
            if (d == DYNAMIC) {
                throw new IllegalStateException("the number of elements of " + this + " is not known");
            }
            product = Math.multiplyExact(product, d);
        }
        return product;
    }

    public long[] toArray() {
        return dimensions.clone();
    }

    /** This shape with one dimension changed. */
    public Shape with(int axis, long dimension) {
        long[] changed = dimensions.clone();
        changed[axis] = dimension;
        return new Shape(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape s && Arrays.equals(dimensions, s.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** The text inside a tensor type, with a trailing {@code x} after every dimension: {@code 1x?x4x}. */
    public String prefix() {
        var text = new StringBuilder();
        for (long d : dimensions) {
            text.append(d == DYNAMIC ? "?" : Long.toString(d)).append('x');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        var text = prefix();
        return "[" + (text.isEmpty() ? "" : text.substring(0, text.length() - 1)) + "]";
    }
}

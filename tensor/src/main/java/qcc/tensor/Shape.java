package qcc.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dimensions of a dense row-major array; immutable. A shape has at most 2<sup>31</sup>-1 elements, as a Java array has, so that offsets and
 * strides are ints. A shape without dimensions has one element.
 */
public final class Shape {
    private final int[] dimensions;
    private final int elements;

    private Shape(int[] dimensions, int elements) {
        this.dimensions = dimensions;
        this.elements = elements;
    }

    /** @throws IllegalArgumentException for a negative dimension or more than 2<sup>31</sup>-1 elements */
    public static Shape of(int... dimensions) {
        return of(Arrays.stream(dimensions).asLongStream().toArray());
    }

    /** @throws IllegalArgumentException for a negative dimension or more than 2<sup>31</sup>-1 elements */
    public static Shape of(long... dimensions) {
        var sizes = new int[dimensions.length];
        var empty = false;
        for (var axis = 0; axis < sizes.length; axis++) {
            if (dimensions[axis] < 0 || dimensions[axis] > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "dimension %d of shape %s is not in [0, 2^31)".formatted(axis, Arrays.toString(dimensions)));
            }
            sizes[axis] = (int) dimensions[axis];
            empty |= sizes[axis] == 0;
        }
        return new Shape(sizes, empty ? 0 : countElements(sizes));
    }

    private static int countElements(int[] sizes) {
        var elements = 1L;
        for (var size : sizes) {
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape %s has more than 2^31-1 elements".formatted(Arrays.toString(sizes)));
            }
        }
        return (int) elements;
    }

    public int rank() {
        return dimensions.length;
    }

    public int dimension(int axis) {
        return dimensions[axis];
    }

    public int[] dimensions() {
        return dimensions.clone();
    }

    public int elements() {
        return elements;
    }

    /** Row-major strides in elements: the last is 1. */
    public int[] strides() {
        var strides = new int[dimensions.length];
        var stride = 1;
        for (var axis = dimensions.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, dimensions[axis]);
        }
        return strides;
    }

    /** Number of elements in dimensions {@code from} (inclusive) to {@code to} (exclusive). */
    public int elements(int from, int to) {
        return countElements(Arrays.copyOfRange(dimensions, from, to));
    }

    /** Elements of one sample: those of all dimensions but the first. */
    public int sampleElements() {
        requireSamples();
        return elements(1, rank());
    }

    /** The shape of one sample: all dimensions but the first. */
    public Shape sample() {
        requireSamples();
        return of(Arrays.copyOfRange(dimensions, 1, dimensions.length));
    }

    /** This shape behind a new first dimension. */
    public Shape withSamples(int samples) {
        var result = new int[dimensions.length + 1];
        result[0] = samples;
        System.arraycopy(dimensions, 0, result, 1, dimensions.length);
        return of(result);
    }

    public Shape with(int axis, int size) {
        var result = dimensions();
        result[axis] = size;
        return of(result);
    }

    /** Multi-dimensional index, as {@code [0, 2, 1]}, of the element at a flat row-major index; for messages. */
    public String describeIndex(int flat) {
        var strides = strides();
        return IntStream.range(0, rank()).mapToObj(axis -> Integer.toString(flat / strides[axis] % dimensions[axis]))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Guard of the tensors: an array must hold exactly the elements of its shape. */
    void requireElements(int length) {
        if (elements != length) {
            throw new IllegalArgumentException("shape [%s] has %d elements, the array has %d".formatted(this, elements, length));
        }
    }

    private void requireSamples() {
        if (dimensions.length == 0) {
            throw new IllegalStateException("a scalar shape has no sample dimension");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** As {@code 1x3x32x32}; a scalar is the empty text. */
    @Override
    public String toString() {
        return Arrays.stream(dimensions).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    }
}

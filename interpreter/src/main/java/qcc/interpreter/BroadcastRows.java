package qcc.interpreter;

import java.util.Arrays;
import java.util.function.Supplier;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;

/**
 * The walk over the result of an operation on two broadcast operands: in rows along which each operand either advances with the result or stays.
 *
 * <p>The first axis of both operands is that of the samples; the others are aligned at the last.
 */
final class BroadcastRows {
    /** Rows are cut at this length, so that what a kernel keeps of one stays in the first-level cache. */
    static final int MAX_ROW = 1024;
    private static final int SERIAL_LIMIT = 1 << 15;

    private final Shape shape;
    private final int[] sizes;
    private final int[] leftStrides;
    private final int[] rightStrides;

    /** What is done with one row. */
    @FunctionalInterface
    interface Row {
        /** Steps are 0 or 1; the row has at most {@link #MAX_ROW} elements. */
        void accept(int left, int leftStep, int right, int rightStep, int offset, int length);
    }

    private BroadcastRows(Shape shape, int[] sizes, int[] leftStrides, int[] rightStrides) {
        this.shape = shape;
        this.sizes = sizes;
        this.leftStrides = leftStrides;
        this.rightStrides = rightStrides;
    }

    /** @throws IllegalArgumentException if two dimensions differ and neither is 1 */
    static BroadcastRows of(Shape left, Shape right) {
        int rank = Math.max(left.rank(), right.rank());
        var l = aligned(left, rank);
        var r = aligned(right, rank);
        var result = new int[rank];
        for (int i = 0; i < rank; i++) {
            if (l[i] != r[i] && l[i] != 1 && r[i] != 1) {
                throw new IllegalArgumentException(
                        i == 0
                                ? "meets blocks of " + l[0] + " and " + r[0] + " samples"
                                : "cannot broadcast shapes [" + left.sample() + "] and [" + right.sample() + "]");
            }
            result[i] = l[i] == 1 ? r[i] : l[i];
        }
        return merged(Shape.of(result), strides(l, result), strides(r, result));
    }

    /** The shape with ones between the samples and the first of its own axes. */
    private static int[] aligned(Shape shape, int rank) {
        var dimensions = new int[rank];
        Arrays.fill(dimensions, 1);
        dimensions[0] = shape.dimension(0);
        for (int i = 1; i < shape.rank(); i++) {
            dimensions[rank - shape.rank() + i] = shape.dimension(i);
        }
        return dimensions;
    }

    private static int[] strides(int[] dimensions, int[] result) {
        var strides = Shape.of(dimensions).strides();
        for (int i = 0; i < strides.length; i++) {
            strides[i] = dimensions[i] == 1 && result[i] != 1 ? 0 : strides[i];
        }
        return strides;
    }

    private static BroadcastRows merged(Shape shape, int[] left, int[] right) {
        var sizes = new int[shape.rank()];
        var l = new int[sizes.length];
        var r = new int[sizes.length];
        int count = 0;
        for (int i = 0; i < sizes.length; i++) {
            int size = shape.dimension(i);
            if (size == 1) {
                continue;
            }
            boolean joins = count > 0 && l[count - 1] == size * left[i] && r[count - 1] == size * right[i];
            int at = joins ? count - 1 : count++;
            sizes[at] = joins ? sizes[at] * size : size;
            l[at] = left[i];
            r[at] = right[i];
        }
        return new BroadcastRows(shape, Arrays.copyOf(sizes, count), Arrays.copyOf(l, count),
                Arrays.copyOf(r, count));
    }

    /** The shape of the result, [S, d...]. */
    Shape shape() {
        return shape;
    }

    /** Walks all rows; each thread works with a kernel of its own. */
    void forEach(Parallel parallel, Supplier<Row> kernels) {
        if (shape.elements() == 0) {
            return;
        }
        int last = sizes.length - 1;
        int length = last < 0 ? 1 : sizes[last];
        int pieces = Math.ceilDiv(length, MAX_ROW);
        int rows = shape.elements() / length * pieces;
        int tasks = shape.elements() < SERIAL_LIMIT ? 1 : Math.min(rows, 4 * parallel.threads());
        parallel.forEach(tasks, task -> {
            var kernel = kernels.get();
            int end = (int) ((long) rows * (task + 1) / tasks);
            for (int row = (int) ((long) rows * task / tasks); row < end; row++) {
                int first = row % pieces * MAX_ROW;
                accept(kernel, row / pieces, first, Math.min(MAX_ROW, length - first), length);
            }
        });
    }

    private void accept(Row kernel, int outer, int first, int count, int length) {
        int last = sizes.length - 1;
        int left = 0;
        int right = 0;
        int rest = outer;
        for (int axis = last - 1; axis >= 0; axis--) {
            int index = rest % sizes[axis];
            rest /= sizes[axis];
            left += index * leftStrides[axis];
            right += index * rightStrides[axis];
        }
        int leftStep = last < 0 ? 1 : leftStrides[last];
        int rightStep = last < 0 ? 1 : rightStrides[last];
        kernel.accept(left + first * leftStep, leftStep, right + first * rightStep, rightStep, outer * length + first, count);
    }

    /** What is done with one element. */
    @FunctionalInterface
    interface ElementPair {
        void accept(int left, int right, int offset);
    }

    /** Visits every element of the result: for arithmetic that is rare, such as that of shapes. */
    void forEachElement(Parallel parallel, ElementPair pair) {
        forEach(parallel, () -> (left, leftStep, right, rightStep, offset, length) -> {
            for (int i = 0; i < length; i++) {
                pair.accept(left + i * leftStep, right + i * rightStep, offset + i);
            }
        });
    }
}

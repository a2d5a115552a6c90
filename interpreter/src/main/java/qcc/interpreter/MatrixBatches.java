package qcc.interpreter;

import java.util.Arrays;
import qcc.tensor.Shape;

/** The matrices that a batched product pairs: the last two axes are theirs, the others, samples first, are broadcast. */
final class MatrixBatches {
    private final Shape shape;
    private final int[] left;
    private final int[] right;
    private final int rows;
    private final int terms;
    private final int columns;

    private MatrixBatches(Shape shape, int[] left, int[] right, int rows, int terms, int columns) {
        this.shape = shape;
        this.left = left;
        this.right = right;
        this.rows = rows;
        this.terms = terms;
        this.columns = columns;
    }

    /** @throws IllegalArgumentException if the operands do not fit each other */
    static MatrixBatches of(Shape left, Shape right) {
        int rows = left.dimension(left.rank() - 2);
        int terms = left.dimension(left.rank() - 1);
        int columns = right.dimension(right.rank() - 1);
        if (right.dimension(right.rank() - 2) != terms) {
            throw new IllegalArgumentException("cannot multiply [" + left.sample() + "] by [" + right.sample() + "]");
        }
        var walk = BroadcastRows.of(outer(left), outer(right));
        var leftIndex = new int[walk.shape().elements()];
        var rightIndex = new int[leftIndex.length];
        walk.forEachElement(FloatProducts.SERIAL, (l, r, to) -> {
            leftIndex[to] = l * rows * terms;
            rightIndex[to] = r * terms * columns;
        });
        var dimensions = Arrays.copyOf(walk.shape().dimensions(), walk.shape().rank() + 2);
        dimensions[dimensions.length - 2] = rows;
        dimensions[dimensions.length - 1] = columns;
        return new MatrixBatches(Shape.of(dimensions), leftIndex, rightIndex, rows, terms, columns);
    }

    private static Shape outer(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.dimensions(), shape.rank() - 2));
    }

    /** The shape of the result. */
    Shape shape() {
        return shape;
    }

    int count() {
        return left.length;
    }

    /** Where the left matrix of a batch begins. */
    int left(int batch) {
        return left[batch];
    }

    /** Where the right matrix of a batch begins. */
    int right(int batch) {
        return right[batch];
    }

    int rows() {
        return rows;
    }

    /** The length of the sums. */
    int terms() {
        return terms;
    }

    int columns() {
        return columns;
    }

    /** Whether all batches share one right matrix and have left matrices that lie one after the other. */
    boolean rightIsOne() {
        for (int i = 0; i < left.length; i++) {
            if (right[i] != 0 || left[i] != i * rows * terms) {
                return false;
            }
        }
        return true;
    }
}

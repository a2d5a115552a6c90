package qcc.frontend.onnx;

import qcc.ir.Shape;

/** Bounds beyond which a shape is a fault of the model rather than a large tensor; they keep index arithmetic far from overflow. */
final class Limits {
    /** Axes of a tensor. */
    static final int RANK = 64;
    /** Elements on an axis and, where all dimensions are known, in a tensor. */
    static final long ELEMENTS = 1L << 40;
    /** Strides, pads and other attributes of windows. */
    static final long WINDOW = Integer.MAX_VALUE;

    /** Calls of functions inside one another. */
    static final int CALLS = 64;
    /** Nodes that come from functions and branches. */
    static final int EXPANDED_NODES = 1 << 17;

    private Limits() {}

    /**
     * Checks a shape.
     *
     * @throws IllegalArgumentException if it is beyond the bounds
     */
    static Shape check(Shape shape) {
        checkRank(shape.rank());
        boolean large = false;
        long product = 1;
        for (int i = 0; i < shape.rank(); i++) {
            long dimension = shape.isDynamic(i) ? 1 : shape.dimension(i);
            large |= dimension > ELEMENTS;
            product = dimension == 0 ? 0 : product > ELEMENTS / dimension ? ELEMENTS + 1 : product * dimension;
        }
        if (large || product > ELEMENTS) {
            throw new IllegalArgumentException("has a tensor of shape " + shape + ", which is more than 2^40 elements");
        }
        return shape;
    }

    /**
     * Checks a number of axes before anything is allocated for them.
     *
     * @throws IllegalArgumentException if it is beyond the bound
     */
    static int checkRank(long rank) {
        if (rank > RANK) {
            throw new IllegalArgumentException("has a tensor of rank " + rank + "; the largest supported rank is " + RANK);
        }
        return (int) rank;
    }
}

package qcc.dialect.nn;

import qcc.ir.Shape;

/** NumPy's rule for operands of different shapes, as ONNX's multidirectional broadcasting. */
public final class Broadcast {
    private Broadcast() {}

    /**
     * The common shape of two operands, aligned at the last axis; a dimension of 1 is repeated.
     *
     * @throws IllegalArgumentException if two dimensions differ and neither is 1
     */
    public static Shape shapes(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        var dimensions = new long[rank];
        for (int i = 0; i < rank; i++) {
            dimensions[i] = dimension(at(a, i - rank + a.rank()), at(b, i - rank + b.rank()), a, b);
        }
        return Shape.of(dimensions);
    }

    private static long at(Shape shape, int axis) {
        return axis < 0 ? 1 : shape.dimension(axis);
    }

    private static long dimension(long x, long y, Shape a, Shape b) {
        if (x == y || y == 1) {
            return x;
        }
        if (x == 1) {
            return y;
        }
        if (x == Shape.DYNAMIC || y == Shape.DYNAMIC) {
            return x == Shape.DYNAMIC ? y : x;
        }
        throw new IllegalArgumentException("operands of shapes " + a + " and " + b + " cannot be broadcast");
    }
}

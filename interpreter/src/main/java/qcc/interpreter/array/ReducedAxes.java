package qcc.interpreter.array;

import java.util.Arrays;
import qcc.tensor.Shape;

/** Where the elements lie that are reduced to one: a start for each result and the same offsets for all. */
final class ReducedAxes {
    private final Shape shape;
    private final boolean[] reduced;
    private final int[] offsets;

    private ReducedAxes(Shape shape, boolean[] reduced, int[] offsets) {
        this.shape = shape;
        this.reduced = reduced;
        this.offsets = offsets;
    }

    /** @param axes may be counted from the end */
    static ReducedAxes of(Shape shape, long... axes) {
        var reduced = new boolean[shape.rank()];
        for (long axis : axes) {
            reduced[ArrayCall.axis(axis, shape.rank())] = true;
        }
        return new ReducedAxes(shape, reduced, positions(shape, reduced, true));
    }

    /** The index of every combination of the axes that are reduced or that are not. */
    private static int[] positions(Shape shape, boolean[] reduced, boolean which) {
        int count = 1;
        for (int i = 0; i < reduced.length; i++) {
            count *= reduced[i] == which ? shape.dimension(i) : 1;
        }
        var strides = shape.strides();
        var positions = new int[count];
        for (int p = 0; p < count; p++) {
            int rest = p;
            for (int axis = reduced.length - 1; axis >= 0; axis--) {
                if (reduced[axis] == which) {
                    positions[p] += rest % shape.dimension(axis) * strides[axis];
                    rest /= shape.dimension(axis);
                }
            }
        }
        return positions;
    }

    /** The offsets of the elements that are reduced to one, relative to the first. */
    int[] offsets() {
        return offsets;
    }

    /** The first element of each result. */
    int[] starts() {
        return positions(shape, reduced, false);
    }

    /** The shape of the result. */
    Shape resultShape(boolean keepDims) {
        var dimensions = new int[reduced.length];
        int rank = 0;
        for (int i = 0; i < reduced.length; i++) {
            if (keepDims || !reduced[i]) {
                dimensions[rank++] = reduced[i] ? 1 : shape.dimension(i);
            }
        }
        return Shape.of(Arrays.copyOf(dimensions, rank));
    }
}

package qcc.interpreter;

import java.util.Arrays;
import qcc.ir.TensorType;
import qcc.tensor.Shape;

/** The shapes of results that have the elements of their input in order, from the shape at hand: types need not know it. */
final class ViewedShape {
    private ViewedShape() {}

    /** Axes before and from an axis on as one each. */
    static Shape flattened(Shape input, int axis) {
        return Shape.of(input.dimension(0), input.elements(1, axis + 1), input.elements(axis + 1, input.rank()));
    }

    /** The shape that the type of the result states, whose only unknown dimension is what is left. */
    static Shape completed(Shape input, Invocation invocation) {
        var stated = ((TensorType) invocation.op().result().type()).shape();
        var dimensions = stated.toArray();
        int open = -1;
        long known = 1;
        for (int i = 0; i < dimensions.length; i++) {
            if (!stated.isDynamic(i)) {
                known = Math.multiplyExact(known, dimensions[i]);
            } else if (open >= 0) {
                throw invocation.error("has the result type %s, whose shape is not known; run resolve-shapes first",
                        invocation.op().result().type());
            } else {
                open = i;
            }
        }
        if (open >= 0) {
            dimensions[open] = known == 0 ? 0 : input.sampleElements() / known;
        }
        return Shape.of(dimensions).withSamples(input.dimension(0));
    }

    /** The shape without axes, which count from the first of a sample. */
    static Shape squeezed(Shape input, long[] axes) {
        var dimensions = new int[input.rank()];
        int rank = 0;
        for (int i = 0; i < input.rank(); i++) {
            int axis = i - 1;
            if (Arrays.stream(axes).noneMatch(a -> a == axis)) {
                dimensions[rank++] = input.dimension(i);
            }
        }
        return Shape.of(Arrays.copyOf(dimensions, rank));
    }

    /** The shape with further axes of one element, which count from the first of a sample in the result. */
    static Shape unsqueezed(Shape input, long[] axes) {
        var dimensions = new int[input.rank() + axes.length];
        int next = 0;
        for (int i = 0; i < dimensions.length; i++) {
            int axis = i - 1;
            dimensions[i] = Arrays.stream(axes).anyMatch(a -> a == axis) ? 1 : input.dimension(next++);
        }
        return Shape.of(dimensions);
    }
}

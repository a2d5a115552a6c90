package qcc.dialect.array;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import qcc.ir.Shape;

/** The shape that is left when axes are reduced. */
final class ReducedShape {
    private ReducedShape() {}

    /**
     * The shape of the result: exact where the axes are known, else of known rank.
     *
     * @param axes the axes, each of which may be counted from the end, if they are constant
     * @param axesShape the shape of the operand that lists them
     * @throws IllegalArgumentException if an axis is repeated or out of range, or the rank of the result is not known
     */
    static Shape of(Shape input, Optional<long[]> axes, Shape axesShape, boolean keepDims) {
        if (axes.isPresent()) {
            return known(input, axes.get(), keepDims);
        }
        if (!keepDims && (axesShape.rank() != 1 || axesShape.isDynamic(0) || axesShape.dimension(0) > input.rank())) {
            throw new IllegalArgumentException("has axes of shape " + axesShape + " to remove from a tensor of rank " + input.rank()
                    + "; the rank of the result must be known");
        }
        var dimensions = new long[keepDims ? input.rank() : input.rank() - (int) axesShape.dimension(0)];
        Arrays.fill(dimensions, Shape.DYNAMIC);
        return Shape.of(dimensions);
    }

    private static Shape known(Shape input, long[] axes, boolean keepDims) {
        var reduced = new boolean[input.rank()];
        for (long axis : axes) {
            int position = ArrayTypes.axis(axis, input.rank());
            if (reduced[position]) {
                throw new IllegalArgumentException("names the axis " + position + " twice");
            }
            reduced[position] = true;
        }
        return Shape.of(IntStream.range(0, input.rank()).filter(i -> keepDims || !reduced[i])
                .mapToLong(i -> reduced[i] ? 1 : input.dimension(i)).toArray());
    }
}

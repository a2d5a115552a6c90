package qcc.interpreter.array;

import java.util.List;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * The walk over the result of an operation on any number of operands that are broadcast together: in rows along which each operand advances by a
 * fixed step.
 */
final class BroadcastWalk {
    private final Shape shape;
    private final int[][] strides;

    /** What is done with one row; the arrays are used again for the next. */
    @FunctionalInterface
    interface Row {
        /**
         * @param from the index of the first element in each operand
         * @param step how far each operand advances for one element of the result, 0 or 1
         */
        void accept(int[] from, int[] step, int offset, int length);
    }

    private BroadcastWalk(Shape shape, int[][] strides) {
        this.shape = shape;
        this.strides = strides;
    }

    /** @throws IllegalArgumentException if two dimensions differ and neither is 1 */
    static BroadcastWalk of(List<Tensor> operands) {
        int rank = operands.stream().mapToInt(t -> t.shape().rank()).max().orElse(0);
        var dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            dimensions[axis] = dimension(operands, axis, rank);
        }
        var strides = new int[operands.size()][];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = strides(operands.get(i).shape(), rank);
        }
        return new BroadcastWalk(Shape.of(dimensions), strides);
    }

    private static int dimension(List<Tensor> operands, int axis, int rank) {
        int result = 1;
        for (var operand : operands) {
            int own = axis - rank + operand.shape().rank();
            int size = own < 0 ? 1 : operand.shape().dimension(own);
            if (size != 1 && result != 1 && size != result) {
                throw new IllegalArgumentException("cannot broadcast dimensions of " + result + " and " + size + " elements");
            }
            result = size == 1 ? result : size;
        }
        return result;
    }

    private static int[] strides(Shape operand, int rank) {
        var own = operand.strides();
        var strides = new int[rank];
        for (int i = 0; i < own.length; i++) {
            strides[rank - own.length + i] = operand.dimension(i) == 1 ? 0 : own[i];
        }
        return strides;
    }

    /** The shape of the result. */
    Shape shape() {
        return shape;
    }

    /** Visits all rows in order. */
    void forEachRow(Row row) {
        int rank = shape.rank();
        if (shape.elements() == 0) {
            return;
        }
        int length = rank == 0 ? 1 : shape.dimension(rank - 1);
        var from = new int[strides.length];
        var step = new int[strides.length];
        for (int i = 0; i < strides.length; i++) {
            step[i] = rank == 0 ? 0 : strides[i][rank - 1];
        }
        for (int offset = 0; offset < shape.elements(); offset += length) {
            locate(offset / length, from);
            row.accept(from, step, offset, length);
        }
    }

    private void locate(int row, int[] from) {
        for (int i = 0; i < from.length; i++) {
            int rest = row;
            from[i] = 0;
            for (int axis = shape.rank() - 2; axis >= 0; axis--) {
                from[i] += rest % shape.dimension(axis) * strides[i][axis];
                rest /= shape.dimension(axis);
            }
        }
    }
}

package qcc.interpreter.array;

import qcc.dialect.array.ArrayGeneration;
import qcc.dialect.array.EyeLikeOp;
import qcc.dialect.array.OneHotOp;
import qcc.dialect.array.RangeOp;
import qcc.dialect.array.TriangleOp;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Operations whose elements positions and indices decide about. */
final class ArrayGenerators {
    private ArrayGenerators() {}

    static Tensor execute(ArrayGeneration op, ArrayCall call) {
        return switch (op) {
            case EyeLikeOp eye -> eyeLike(eye, call);
            case OneHotOp oneHot -> oneHot(oneHot, call);
            case RangeOp _ -> range(call);
            case TriangleOp triangle -> triangle(triangle, call);
        };
    }

    private static Tensor eyeLike(EyeLikeOp op, ArrayCall call) {
        var shape = call.operand(0).shape();
        var result = call.newResult(0, shape);
        int columns = shape.dimension(1);
        for (int row = 0; row < shape.dimension(0); row++) {
            long column = row + op.diagonal();
            if (column >= 0 && column < columns) {
                result.setLong((int) (row * columns + column), 1);
            }
        }
        return result;
    }

    private static Tensor range(ArrayCall call) {
        for (int i = 0; i < 3; i++) {
            if (call.operand(i).elements() != 1) {
                throw new IllegalArgumentException("expects one element as operand " + i + ", not " + call.operand(i).typeText());
            }
        }
        if (call.operand(0) instanceof IntegerTensor start) {
            long delta = call.scalar(2);
            var result = call.newResult(0, Shape.of(RangeOp.count(start.longAt(0), call.scalar(1), delta)));
            for (int i = 0; i < result.elements(); i++) {
                result.setLong(i, start.longAt(0) + i * delta);
            }
            return result;
        }
        double start = call.operand(0).doubleAt(0);
        double delta = call.operand(2).doubleAt(0);
        var result = call.newResult(0, Shape.of(RangeOp.count(start, call.operand(1).doubleAt(0), delta)));
        for (int i = 0; i < result.elements(); i++) {
            result.setDouble(i, start + i * delta);
        }
        return result;
    }

    private static Tensor oneHot(OneHotOp op, ArrayCall call) {
        var indices = call.operand(0);
        long depth = (long) call.operand(1).doubleAt(0);
        if (call.operand(1).elements() != 1 || depth < 1 || depth > Integer.MAX_VALUE || call.operand(2).elements() != 2) {
            throw new IllegalArgumentException("expects one positive depth and two values");
        }
        int inner = indices.shape().elements(op.axis(), indices.shape().rank());
        var result = call.newResult(0, inserted(indices.shape(), op.axis(), (int) depth));
        for (int i = 0; i < result.elements(); i++) {
            long position = i / inner % depth;
            double index = indices.doubleAt((int) (i / (inner * depth)) * inner + i % inner);
            boolean hit = (index < 0 ? index + depth : index) == position;
            ArrayElementwiseKernels.copy(call.operand(2), hit ? 1 : 0, result, i);
        }
        return result;
    }

    private static Shape inserted(Shape shape, int axis, int size) {
        var dimensions = new int[shape.rank() + 1];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = i < axis ? shape.dimension(i) : i == axis ? size : shape.dimension(i - 1);
        }
        return Shape.of(dimensions);
    }

    private static Tensor triangle(TriangleOp op, ArrayCall call) {
        var input = call.operand(0);
        long diagonal = call.scalar(1);
        int rank = input.shape().rank();
        int columns = input.shape().dimension(rank - 1);
        int rows = input.shape().dimension(rank - 2);
        var result = call.newResult(0, input.shape());
        for (int i = 0; i < input.elements(); i++) {
            long distance = i % columns - i / columns % rows;
            if (op.upper() ? distance >= diagonal : distance <= diagonal) {
                ArrayElementwiseKernels.copy(input, i, result, i);
            }
        }
        return result;
    }
}

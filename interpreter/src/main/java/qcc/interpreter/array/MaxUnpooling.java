package qcc.interpreter.array;

import qcc.dialect.array.MaxUnpoolOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Puts the elements of maximum pools back to where they were. */
final class MaxUnpooling {
    private MaxUnpooling() {}

    /** Indices count in the shape that follows from the window, which starts where the result does. */
    static Tensor execute(MaxUnpoolOp op, ArrayCall call) {
        var input = call.operand(0);
        var inferred = input.shape().dimensions();
        var window = op.window();
        for (int i = 0; i < window.rank(); i++) {
            inferred[i + 2] = Math.toIntExact((inferred[i + 2] - 1) * window.strides().get(i) + window.kernel().get(i) - window.padBefore(i)
                    - window.padAfter(i));
        }
        var shape = call.optional(2).map(ArrayCall::longs).map(Shape::of).orElse(Shape.of(inferred));
        var result = call.newResult(0, shape);
        var indices = call.longs(1);
        var from = Shape.of(inferred).strides();
        var to = shape.strides();
        for (int i = 0; i < indices.length; i++) {
            int rest = Placement.index(indices[i], Shape.of(inferred).elements());
            int place = 0;
            for (int axis = 0; axis < from.length; axis++) {
                place += rest / from[axis] * to[axis];
                rest %= from[axis];
            }
            System.arraycopy(input.array(), i, result.array(), place, 1);
        }
        return result;
    }
}

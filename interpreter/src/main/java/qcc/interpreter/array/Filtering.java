package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.CompressOp;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Elements chosen by a condition, so that their number is data. */
final class Filtering {
    private Filtering() {}

    static Tensor compress(CompressOp op, ArrayCall call) {
        var input = call.operand(0);
        var flat = op.axis().isPresent() ? input : input.reshape(Shape.of(input.elements()));
        int axis = op.axis().map(Long::intValue).orElse(0);
        return slices(flat, axis, places(call.operand(1), flat.shape().dimension(axis)));
    }

    /** The slices of an array at given places of an axis, in order. */
    static Tensor slices(Tensor input, int axis, int[] places) {
        var shape = input.shape();
        int inner = shape.elements(axis + 1, shape.rank());
        int outer = shape.elements(0, axis);
        var result = Tensor.zeros(input.elementType(), shape.with(axis, places.length));
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < places.length; i++) {
                System.arraycopy(input.array(), (o * shape.dimension(axis) + places[i]) * inner, result.array(),
                        (o * places.length + i) * inner, inner);
            }
        }
        return result;
    }

    /** The places among the first {@code limit} elements that are not zero. */
    private static int[] places(Tensor condition, int limit) {
        if (condition.elements() > limit) {
            throw new IllegalArgumentException("has a condition of " + condition.elements() + " elements for " + limit);
        }
        var places = new int[condition.elements()];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (condition.doubleAt(i) != 0) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    static Tensor nonZero(ArrayCall call) {
        var input = call.operand(0);
        var places = places(input, input.elements());
        var strides = input.shape().strides();
        var result = new long[strides.length * places.length];
        for (int axis = 0; axis < strides.length; axis++) {
            for (int i = 0; i < places.length; i++) {
                result[axis * places.length + i] = places[i] / strides[axis] % input.shape().dimension(axis);
            }
        }
        return new LongTensor(Shape.of(strides.length, places.length), result);
    }
}

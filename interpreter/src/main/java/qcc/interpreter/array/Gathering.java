package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.GatherElementsOp;
import qcc.dialect.array.GatherNdOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Elements and slices picked by indices that are data. */
final class Gathering {
    private Gathering() {}

    static Tensor elements(GatherElementsOp op, ArrayCall call) {
        var shape = call.operand(1).shape();
        return Placement.take(call.operand(0), shape, elementPlaces(call, op.axis()));
    }

    /** For each index of the second operand the place of the element of the first that it names along an axis. */
    static int[] elementPlaces(ArrayCall call, int axis) {
        var input = call.operand(0).shape();
        var indices = call.longs(1);
        var strides = input.strides();
        int along = strides[axis];
        strides[axis] = 0;
        var dimensions = call.operand(1).shape().dimensions();
        for (int i = 0; i < dimensions.length; i++) {
            if (i != axis && dimensions[i] > input.dimension(i)) {
                throw new IllegalArgumentException("has " + dimensions[i] + " indices on axis " + i + ", which has " + input.dimension(i)
                        + " elements");
            }
        }
        var places = Placement.of(dimensions, strides);
        for (int i = 0; i < places.length; i++) {
            places[i] += Placement.index(indices[i], input.dimension(axis)) * along;
        }
        return places;
    }

    static Tensor slices(GatherNdOp op, ArrayCall call) {
        var input = call.operand(0);
        var indices = call.operand(1).shape();
        int batchDims = op.batchDims();
        int tuple = indices.dimension(indices.rank() - 1);
        int slice = input.shape().elements(batchDims + tuple, input.shape().rank());
        var places = slicePlaces(call, batchDims);
        var result = Tensor.zeros(input.elementType(), resultShape(input.shape(), indices, batchDims + tuple));
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(input.array(), places[i], result.array(), i * slice, slice);
        }
        return result;
    }

    private static Shape resultShape(Shape input, Shape indices, int firstOfSlice) {
        int outer = indices.rank() - 1;
        var dimensions = Arrays.copyOf(indices.dimensions(), outer + input.rank() - firstOfSlice);
        for (int i = firstOfSlice; i < input.rank(); i++) {
            dimensions[outer + i - firstOfSlice] = input.dimension(i);
        }
        return Shape.of(dimensions);
    }

    /** For each tuple of the second operand the place of the first element of the slice of the first that it names. */
    static int[] slicePlaces(ArrayCall call, int batchDims) {
        var input = call.operand(0).shape();
        var shape = call.operand(1).shape();
        var indices = call.longs(1);
        int tuple = shape.dimension(shape.rank() - 1);
        int perBatch = shape.elements(batchDims, shape.rank() - 1);
        int batchElements = input.elements(batchDims, input.rank());
        var strides = input.strides();
        var places = new int[shape.elements(0, shape.rank() - 1)];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / perBatch * batchElements;
            for (int k = 0; k < tuple; k++) {
                places[i] += Placement.index(indices[i * tuple + k], input.dimension(batchDims + k)) * strides[batchDims + k];
            }
        }
        return places;
    }
}

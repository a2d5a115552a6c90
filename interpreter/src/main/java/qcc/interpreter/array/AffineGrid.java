package qcc.interpreter.array;

import qcc.dialect.array.AffineGridOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** The places of an array's elements under affine maps. */
final class AffineGrid {
    private AffineGrid() {}

    static Tensor execute(AffineGridOp op, ArrayCall call) {
        var theta = call.operand(0);
        var size = call.longs(1);
        int axes = size.length - 2;
        var dimensions = new int[axes + 2];
        dimensions[0] = theta.shape().dimension(0);
        dimensions[axes + 1] = axes;
        for (int i = 0; i < axes; i++) {
            dimensions[i + 1] = Math.toIntExact(size[i + 2]);
        }
        var shape = Shape.of(dimensions);
        var result = call.newResult(0, shape);
        var strides = shape.strides();
        var point = new double[axes + 1];
        point[axes] = 1;
        for (int i = 0; i < result.elements(); i++) {
            for (int axis = 0; axis < axes; axis++) {
                int at = i / strides[axis + 1] % dimensions[axis + 1];
                point[axes - 1 - axis] = coordinate(at, dimensions[axis + 1], op.alignCorners());
            }
            int row = (i / strides[0] * axes + i % axes) * (axes + 1);
            double sum = 0;
            for (int k = 0; k <= axes; k++) {
                sum += theta.doubleAt(row + k) * point[k];
            }
            result.setDouble(i, sum);
        }
        return result;
    }

    private static double coordinate(int at, int size, boolean alignCorners) {
        if (alignCorners) {
            return size == 1 ? -1 : -1 + 2.0 * at / (size - 1);
        }
        return (2.0 * at + 1) / size - 1;
    }
}

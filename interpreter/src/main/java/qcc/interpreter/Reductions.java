package qcc.interpreter;

import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.NnReduction;
import qcc.dialect.nn.Quantization;
import qcc.dialect.nn.SoftmaxOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Means over whole axes and softmax: both bring their axes behind the others and work on rows. */
final class Reductions {
    private Reductions() {}

    static Tensor execute(NnReduction op, Invocation invocation) {
        boolean quantized = Quantization.isQuantized(invocation.op());
        return switch (op) {
            case LrnOp lrn -> ResponseNormalization.execute(lrn, invocation);
            case MeanOp mean -> quantized ? QuantizedReductions.mean(mean, invocation) : mean(mean, invocation);
            case SoftmaxOp softmax -> quantized ? QuantizedReductions.softmax(softmax, invocation) : softmax(softmax, invocation);
        };
    }

    /** Sums in f64, so that the order of the elements hardly matters. */
    private static Tensor mean(MeanOp op, Invocation invocation) {
        var input = ShapeOps.axesLast(invocation, invocation.operand(0), op.axes());
        var result = Tensor.zeros(input.elementType(), meanShape(op, invocation.operand(0).shape()));
        int terms = terms(input, op.axes().length);
        Elementwise.forPieces(result.elements(), invocation.parallel(), (from, count) -> {
            for (int row = from; row < from + count; row++) {
                double sum = 0;
                for (int i = 0; i < terms; i++) {
                    sum += input.doubleAt(row * terms + i);
                }
                result.setDouble(row, sum / terms);
            }
        });
        return result;
    }

    private static Shape meanShape(MeanOp op, Shape input) {
        var shape = input;
        for (long axis : op.axes()) {
            shape = shape.with((int) axis + 1, 1);
        }
        return op.keepDims() ? shape : ViewedShape.squeezed(shape, op.axes());
    }

    /** The number of elements in the last axes. */
    static int terms(Tensor input, int axes) {
        return input.shape().elements(input.shape().rank() - axes, input.shape().rank());
    }

    private static Tensor softmax(SoftmaxOp op, Invocation invocation) {
        var original = invocation.operand(0);
        var axes = new long[]{op.axis()};
        var input = ShapeOps.axesLast(invocation, original, axes);
        int terms = terms(input, 1);
        var result = Tensor.zeros(input.elementType(), input.shape());
        var exponentials = new Softmax(input, terms);
        if (terms > 0) {
            Elementwise.forPieces(input.elements() / terms, invocation.parallel(), (from, count) -> {
                var row = new double[terms];
                for (int r = from; r < from + count; r++) {
                    double sum = exponentials.row(r, row);
                    for (int i = 0; i < terms; i++) {
                        result.setDouble(r * terms + i, row[i] / sum);
                    }
                }
            });
        }
        return axisBack(invocation, result, op.axis());
    }

    /** Undoes {@link ShapeOps#axesLast} for one axis. */
    static Tensor axisBack(Invocation invocation, Tensor tensor, int axis) {
        int rank = tensor.shape().rank() - 1;
        if (axis == rank - 1) {
            return tensor;
        }
        var permutation = new long[rank];
        for (int i = 0; i < rank; i++) {
            permutation[i] = i < axis ? i : i == axis ? rank - 1 : i - 1;
        }
        return ShapeOps.transpose(invocation, tensor, permutation);
    }

    /** {@code exp(x - max)} of rows of reals, with StrictMath in f64. */
    private record Softmax(Tensor input, int terms) {
        /** Fills a row and returns its sum. */
        double row(int index, double[] row) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < terms; i++) {
                row[i] = input.doubleAt(index * terms + i);
                max = Math.max(max, row[i]);
            }
            double sum = 0;
            for (int i = 0; i < terms; i++) {
                row[i] = StrictMath.exp(row[i] - max);
                sum += row[i];
            }
            return sum;
        }
    }
}

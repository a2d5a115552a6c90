package qcc.interpreter;

import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.SoftmaxOp;
import qcc.dialect.quant.UniformType;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Means and softmax of storage integers. */
final class QuantizedReductions {
    private QuantizedReductions() {}

    private static Grid grid(Invocation invocation, Value value) {
        return Grid.of(invocation.op(), (TensorType) value.type()).perTensor(invocation);
    }

    /** The sum of {@code q - zx}, requantized by {@code sx / (n * sy)}. */
    static Tensor mean(MeanOp op, Invocation invocation) {
        var from = grid(invocation, op.input());
        var to = grid(invocation, op.result());
        var input = (IntegerTensor) ShapeOps.axesLast(invocation, invocation.integers(0), op.axes());
        int terms = Reductions.terms(input, op.axes().length);
        if (terms * from.reach() > Integer.MAX_VALUE) {
            throw invocation.error("has sums of up to %d, which overflow 32 bits", terms * from.reach());
        }
        var requantizer = Requantizer.ofMean(RequantizeMode.of(invocation.op()), from.scale(), terms, to.scale());
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), invocation.resultShape(input.samples()));
        Elementwise.forPieces(result.elements(), invocation.parallel(), (first, count) -> {
            for (int row = first; row < first + count; row++) {
                int sum = 0;
                for (int i = 0; i < terms; i++) {
                    sum += (int) input.longAt(row * terms + i) - from.zeroPoint();
                }
                result.setLong(row, requantizer.requantize(sum, to.zeroPoint(), to.min(), to.max()));
            }
        });
        return result;
    }

    /** {@code exp(sx * (q - max q))} over its sum, in f64 with StrictMath, quantized. */
    static Tensor softmax(SoftmaxOp op, Invocation invocation) {
        var from = grid(invocation, op.input());
        grid(invocation, op.result());
        var output = (UniformType) invocation.resultElement();
        var input = (IntegerTensor) ShapeOps.axesLast(invocation, invocation.integers(0), new long[]{op.axis()});
        int terms = Reductions.terms(input, 1);
        var result = Tensor.zeros(Elements.kind(output), input.shape());
        int rows = terms == 0 ? 0 : input.elements() / terms;
        Elementwise.forPieces(rows, invocation.parallel(), (first, count) -> {
            var exponentials = new double[terms];
            for (int row = first; row < first + count; row++) {
                double sum = exponentials(input, row * terms, from.scale(), exponentials);
                for (int i = 0; i < terms; i++) {
                    result.setLong(row * terms + i, ActivationTable.quantize(exponentials[i] / sum, output));
                }
            }
        });
        return Reductions.axisBack(invocation, result, op.axis());
    }

    private static double exponentials(IntegerTensor input, int from, double scale, double[] target) {
        long max = Long.MIN_VALUE;
        for (int i = 0; i < target.length; i++) {
            max = Math.max(max, input.longAt(from + i));
        }
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            target[i] = StrictMath.exp(scale * (input.longAt(from + i) - max));
            sum += target[i];
        }
        return sum;
    }
}

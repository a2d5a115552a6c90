package qcc.interpreter;

import qcc.dialect.nn.LrnOp;
import qcc.tensor.Tensor;

/** Local response normalization on rows of channels: sums in f64, {@code StrictMath} for the power. */
final class ResponseNormalization {
    private static final int CHANNEL_AXIS = 1;

    private ResponseNormalization() {}

    static Tensor execute(LrnOp op, Invocation invocation) {
        var input = ShapeOps.axesLast(invocation, invocation.operand(0), new long[]{CHANNEL_AXIS});
        var result = Tensor.zeros(input.elementType(), input.shape());
        int channels = Reductions.terms(input, 1);
        if (channels > 0) {
            Elementwise.forPieces(input.elements() / channels, invocation.parallel(), (from, count) -> {
                var squares = new double[channels];
                for (int row = from; row < from + count; row++) {
                    normalize(op, input, result, row * channels, squares);
                }
            });
        }
        return Reductions.axisBack(invocation, result, CHANNEL_AXIS);
    }

    private static void normalize(LrnOp op, Tensor input, Tensor result, int offset, double[] squares) {
        for (int c = 0; c < squares.length; c++) {
            double x = input.doubleAt(offset + c);
            squares[c] = x * x;
        }
        long before = (op.size() - 1) / 2;
        long behind = op.size() / 2;
        for (int c = 0; c < squares.length; c++) {
            int last = (int) Math.min(squares.length - 1, c + behind);
            double sum = 0;
            for (int i = (int) Math.max(0, c - before); i <= last; i++) {
                sum += squares[i];
            }
            double divisor = StrictMath.pow(op.bias() + op.alpha() / op.size() * sum, op.beta());
            result.setDouble(offset + c, input.doubleAt(offset + c) / divisor);
        }
    }
}

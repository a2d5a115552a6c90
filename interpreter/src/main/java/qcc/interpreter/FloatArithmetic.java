package qcc.interpreter;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import qcc.tensor.DoubleTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** The four basic operations on broadcast operands: reals in their own precision, integers as two's complement numbers. */
enum FloatArithmetic {
    ADD {
        @Override
        void row(float[] a, int aOffset, float[] b, int bOffset, float[] result, int offset, int length) {
            for (int i = 0; i < length; i++) {
                result[offset + i] = a[aOffset + i] + b[bOffset + i];
            }
        }

        @Override
        DoubleBinaryOperator reals() {
            return Double::sum;
        }

        @Override
        LongBinaryOperator integers() {
            return Long::sum;
        }
    },
    SUB {
        @Override
        void row(float[] a, int aOffset, float[] b, int bOffset, float[] result, int offset, int length) {
            for (int i = 0; i < length; i++) {
                result[offset + i] = a[aOffset + i] - b[bOffset + i];
            }
        }

        @Override
        DoubleBinaryOperator reals() {
            return (a, b) -> a - b;
        }

        @Override
        LongBinaryOperator integers() {
            return (a, b) -> a - b;
        }
    },
    MUL {
        @Override
        void row(float[] a, int aOffset, float[] b, int bOffset, float[] result, int offset, int length) {
            for (int i = 0; i < length; i++) {
                result[offset + i] = a[aOffset + i] * b[bOffset + i];
            }
        }

        @Override
        DoubleBinaryOperator reals() {
            return (a, b) -> a * b;
        }

        @Override
        LongBinaryOperator integers() {
            return (a, b) -> a * b;
        }
    },
    DIV {
        @Override
        void row(float[] a, int aOffset, float[] b, int bOffset, float[] result, int offset, int length) {
            for (int i = 0; i < length; i++) {
                result[offset + i] = a[aOffset + i] / b[bOffset + i];
            }
        }

        @Override
        DoubleBinaryOperator reals() {
            return (a, b) -> a / b;
        }

        @Override
        LongBinaryOperator integers() {
            return (a, b) -> {
                if (b == 0) {
                    throw new ArithmeticException("divides an integer by zero");
                }
                return a / b;
            };
        }
    };

    abstract void row(float[] a, int aOffset, float[] b, int bOffset, float[] result, int offset, int length);

    abstract DoubleBinaryOperator reals();

    abstract LongBinaryOperator integers();

    /** The operation on two operands of one kind, limited to [low, high] where those are reals. */
    Tensor execute(Invocation invocation, Tensor left, Tensor right, double low, double high) {
        var rows = BroadcastRows.of(left.shape(), right.shape());
        if (left instanceof FloatTensor a && right instanceof FloatTensor b) {
            return floats(invocation, rows, a.data(), b.data(), (float) low, (float) high);
        }
        if (left.elementType() != right.elementType()) {
            throw invocation.error("has operands of types %s and %s", left.elementType(), right.elementType());
        }
        var result = Tensor.zeros(left.elementType(), rows.shape());
        if (left.elementType() == ElementType.F64) {
            var operator = reals();
            var data = ((DoubleTensor) result).data();
            rows.forEachElement(invocation.parallel(), (l, r, to) -> data[to] = Math.min(
                    Math.max(operator.applyAsDouble(left.doubleAt(l), right.doubleAt(r)), low), high));
            return result;
        }
        var a = (IntegerTensor) left;
        var b = (IntegerTensor) right;
        var operator = integers();
        rows.forEachElement(invocation.parallel(),
                (l, r, to) -> result.setLong(to, operator.applyAsLong(a.longAt(l), b.longAt(r))));
        return result;
    }

    private Tensor floats(Invocation invocation, BroadcastRows rows, float[] a, float[] b, float low, float high) {
        var result = new float[rows.shape().elements()];
        boolean limited = low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY;
        rows.forEach(invocation.parallel(), () -> {
            var repeatedLeft = new float[BroadcastRows.MAX_ROW];
            var repeatedRight = new float[BroadcastRows.MAX_ROW];
            return (left, leftStep, right, rightStep, offset, length) -> {
                if (leftStep == 0) {
                    Arrays.fill(repeatedLeft, 0, length, a[left]);
                }
                if (rightStep == 0) {
                    Arrays.fill(repeatedRight, 0, length, b[right]);
                }
                row(leftStep == 0 ? repeatedLeft : a, leftStep == 0 ? 0 : left, rightStep == 0 ? repeatedRight : b,
                        rightStep == 0 ? 0 : right, result, offset, length);
                if (limited) {
                    limit(result, offset, length, low, high);
                }
            };
        });
        return new FloatTensor(rows.shape(), result);
    }

    /** {@code min(max(x, low), high)}; NaN stays. */
    static void limit(float[] data, int offset, int length, float low, float high) {
        for (int i = offset; i < offset + length; i++) {
            data[i] = Math.min(Math.max(data[i], low), high);
        }
    }
}

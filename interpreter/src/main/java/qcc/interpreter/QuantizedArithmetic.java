package qcc.interpreter;

import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.Tensor;

/**
 * Sums, differences and products of two quantized values on three grids.
 *
 * <p>A sum in the modes {@code double} and {@code single} is TensorFlow Lite's: both inputs are shifted left by 20 bits, brought to twice the
 * larger scale, added, and brought to the output's. In {@code float} it is computed on f32 reals, in {@code shift} exactly on the finest of
 * the three grids and rounded once.
 */
sealed interface QuantizedArithmetic {
    /** What is computed. */
    enum Operation {
        ADD, SUB, MUL
    }

    /** The output for two storage integers. */
    int apply(int left, int right);

    /** @throws IllegalArgumentException if the mode is {@code shift} and a ratio of scales is no power of two */
    static QuantizedArithmetic of(Operation operation, RequantizeMode mode, Grid left, Grid right, Grid output,
            IntegerEpilogue.OutputRange range) {
        int sign = operation == Operation.SUB ? -1 : 1;
        if (operation == Operation.MUL) {
            if (left.reach() * right.reach() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("has products that overflow 32 bits");
            }
            return new Product(left.zeroPoint(), right.zeroPoint(),
                    Requantizer.ofProduct(mode, left.scale(), right.scale(), output.scale()), range);
        }
        return switch (mode) {
            case DOUBLE, SINGLE -> ScaledSum.of(mode, sign, left, right, output, range);
            case FLOAT -> new FloatSum(left.zeroPoint(), (float) left.scale(), right.zeroPoint(), (float) right.scale(), sign,
                    (float) output.scale(), range);
            case SHIFT -> ShiftedSum.of(sign, left, right, output, range);
        };
    }

    /** Computes all elements of a broadcast operation. */
    default Tensor execute(Invocation invocation) {
        var left = invocation.integers(0);
        var right = invocation.integers(1);
        var rows = BroadcastRows.of(left.shape(), right.shape());
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), rows.shape());
        rows.forEach(invocation.parallel(), () -> {
            var a = new int[BroadcastRows.MAX_ROW];
            var b = new int[BroadcastRows.MAX_ROW];
            return (leftAt, leftStep, rightAt, rightStep, offset, length) -> {
                Elements.readInts(left, leftAt, a, leftStep == 0 ? 1 : length);
                Elements.readInts(right, rightAt, b, rightStep == 0 ? 1 : length);
                int first = a[0];
                int second = b[0];
                for (int i = 0; i < length; i++) {
                    a[i] = apply(leftStep == 0 ? first : a[i], rightStep == 0 ? second : b[i]);
                }
                Elements.writeInts(a, length, result, offset);
            };
        });
        return result;
    }

    /** {@code requantize((a - za) * (b - zb))} by sa * sb / sy. */
    record Product(int leftZero, int rightZero, Requantizer requantizer, IntegerEpilogue.OutputRange range) implements QuantizedArithmetic {
        @Override
        public int apply(int left, int right) {
            return requantizer.requantize((left - leftZero) * (right - rightZero), range.zeroPoint(), range.min(), range.max());
        }
    }

    /** TensorFlow Lite's sum of 8-bit values. */
    record ScaledSum(int leftZero, Requantizer left, int rightZero, Requantizer right, int sign, Requantizer output,
            IntegerEpilogue.OutputRange range) implements QuantizedArithmetic {
        static final int LEFT_SHIFT = 20;

        static ScaledSum of(RequantizeMode mode, int sign, Grid left, Grid right, Grid output, IntegerEpilogue.OutputRange range) {
            if (Math.max(left.reach(), right.reach()) >= 1 << (31 - LEFT_SHIFT)) {
                throw new IllegalArgumentException("adds values of more than " + (31 - LEFT_SHIFT) + " bits, which overflow 32 bits");
            }
            double twice = 2 * Math.max(left.scale(), right.scale());
            return new ScaledSum(left.zeroPoint(), scale(mode, left.scale() / twice), right.zeroPoint(), scale(mode, right.scale() / twice),
                    sign, scale(mode, twice / ((1 << LEFT_SHIFT) * output.scale())), range);
        }

        private static Requantizer scale(RequantizeMode mode, double ratio) {
            return Requantizer.of(mode, ratio, (float) ratio);
        }

        @Override
        public int apply(int a, int b) {
            int sum = (int) left.rescale((a - leftZero) << LEFT_SHIFT) + sign * (int) right.rescale((b - rightZero) << LEFT_SHIFT);
            return output.requantize(sum, range.zeroPoint(), range.min(), range.max());
        }
    }

    /** The sum of the f32 reals, quantized. */
    record FloatSum(int leftZero, float leftScale, int rightZero, float rightScale, int sign, float outputScale,
            IntegerEpilogue.OutputRange range) implements QuantizedArithmetic {
        @Override
        public int apply(int a, int b) {
            float sum = (a - leftZero) * leftScale + sign * ((b - rightZero) * rightScale);
            double stored = Math.rint((double) (sum / outputScale)) + range.zeroPoint();
            return (int) Math.clamp(stored, (double) range.min(), (double) range.max());
        }
    }

    /** The exact sum on the finest of the three grids, brought to the output's by one rounding shift. */
    record ShiftedSum(int leftZero, int leftShift, int rightZero, int rightShift, int sign, int outputShift,
            IntegerEpilogue.OutputRange range) implements QuantizedArithmetic {
        private static final int MAX_SHIFT = 40;

        static ShiftedSum of(int sign, Grid left, Grid right, Grid output, IntegerEpilogue.OutputRange range) {
            if (Math.max(left.reach(), right.reach()) > 1 << 16) {
                throw new IllegalArgumentException("adds values of more than 16 bits");
            }
            return of(sign, left.zeroPoint(), Requantizer.RoundingShift.exponent(left.scale() / output.scale()), right.zeroPoint(),
                    Requantizer.RoundingShift.exponent(right.scale() / output.scale()), range);
        }

        /** The sum of inputs whose scales are powers of two times the output's; the exponents are given. */
        static ShiftedSum of(int sign, int leftZero, int leftExponent, int rightZero, int rightExponent,
                IntegerEpilogue.OutputRange range) {
            int finest = Math.min(0, Math.min(leftExponent, rightExponent));
            if (Math.max(leftExponent, rightExponent) - finest > MAX_SHIFT) {
                throw new IllegalArgumentException("adds values whose scales differ by more than 2^" + MAX_SHIFT);
            }
            return new ShiftedSum(leftZero, leftExponent - finest, rightZero, rightExponent - finest, sign, -finest, range);
        }

        @Override
        public int apply(int a, int b) {
            long sum = ((long) (a - leftZero) << leftShift) + sign * ((long) (b - rightZero) << rightShift);
            return (int) Math.clamp(Requantizer.RoundingShift.shift(sum, outputShift) + range.zeroPoint(), (long) range.min(), range.max());
        }
    }
}

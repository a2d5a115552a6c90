package qcc.interpreter;

import qcc.dialect.nn.RequantizeMode;

/**
 * Multiplies integers by a ratio of scales and rounds, as one of the four modes of the numeric contract says. Every executor must give the same
 * bits.
 */
public sealed interface Requantizer {
    /** The product, rounded; what a zero point is added to. */
    long rescale(int value);

    /** {@code clamp(rescale(value) + zeroPoint, min, max)}. */
    default int requantize(int value, int zeroPoint, int min, int max) {
        return (int) Math.min(Math.max(rescale(value) + zeroPoint, min), max);
    }

    /** The ratio of an accumulator: {@code ((input * weights) / output)} in f64, in f32 for the mode {@code float}. */
    static Requantizer ofProduct(RequantizeMode mode, double input, double weights, double output) {
        return of(mode, input * weights / output, (float) input * (float) weights / (float) output);
    }

    /** The ratio of two scales: {@code input / output} in f64, in f32 for the mode {@code float}. */
    static Requantizer ofScales(RequantizeMode mode, double input, double output) {
        return of(mode, input / output, (float) input / (float) output);
    }

    /** The ratio of a mean of {@code count} elements: {@code input / (count * output)} in f64, in f32 for the mode {@code float}. */
    static Requantizer ofMean(RequantizeMode mode, double input, int count, double output) {
        return of(mode, input / (count * output), (float) input / ((float) count * (float) output));
    }

    /** The ratio of a residual to an accumulator: {@code residual / (input * weights)} in f64, in f32 for the mode {@code float}. */
    static Requantizer ofResidual(RequantizeMode mode, double residual, double input, double weights) {
        return of(mode, residual / (input * weights), (float) residual / ((float) input * (float) weights));
    }

    /**
     * A ratio in a mode.
     *
     * @param single the ratio computed in f32, for the mode {@code float}
     * @throws IllegalArgumentException if the ratio is not positive and finite, or no power of two in the mode {@code shift}
     */
    static Requantizer of(RequantizeMode mode, double ratio, float single) {
        return switch (mode) {
            case DOUBLE -> new DoubleRounding(QuantizedMultiplier.of(ratio));
            case SINGLE -> SingleRounding.of(QuantizedMultiplier.of(ratio));
            case FLOAT -> new FloatProduct(single);
            case SHIFT -> RoundingShift.ofRatio(ratio);
        };
    }

    /**
     * A ratio as the device's levels hold it: in the modes {@code double} and {@code single} {@code multiplier * 2^(shift - 31)}, in
     * {@code float} the bits of an f32, in {@code shift} {@code 2^shift}.
     */
    static Requantizer ofParameters(RequantizeMode mode, int multiplier, int shift) {
        return switch (mode) {
            case DOUBLE -> new DoubleRounding(new QuantizedMultiplier(multiplier, shift));
            case SINGLE -> SingleRounding.of(new QuantizedMultiplier(multiplier, shift));
            case FLOAT -> new FloatProduct(Float.intBitsToFloat(multiplier));
            case SHIFT -> new RoundingShift(-shift);
        };
    }

    /**
     * Mode {@code double}: {@code RDBP(SRDHM(value << max(shift, 0), m), max(-shift, 0))}, as gemmlowp and TensorFlow Lite Micro's
     * {@code MultiplyByQuantizedMultiplier}.
     */
    record DoubleRounding(QuantizedMultiplier factor) implements Requantizer {
        /** @throws ArithmeticException if the left shift leaves 32 bits */
        @Override
        public long rescale(int value) {
            int shift = factor.shift();
            int shifted = shift > 0 ? shiftedLeft(value, shift) : value;
            int product = QuantizedMultiplier.saturatingRoundingDoublingHighMul(shifted, factor.multiplier());
            return shift < 0 ? QuantizedMultiplier.roundingDivideByPowerOfTwo(product, -shift) : product;
        }

        private static int shiftedLeft(int value, int shift) {
            long shifted = (long) value << Math.min(shift, 32);
            if (shifted != (int) shifted) {
                throw new ArithmeticException("shifts the accumulator " + value + " left by " + shift + " bits, which overflows 32 bits");
            }
            return (int) shifted;
        }
    }

    /**
     * Mode {@code single}: {@code (value * m + 2^(30 - shift)) >> (31 - shift)} in 64 bits, as TensorFlow Lite Micro with
     * {@code TFLITE_SINGLE_ROUNDING}.
     */
    record SingleRounding(QuantizedMultiplier factor) implements Requantizer {
        private static final int MAX_SHIFT = 30;

        /** A shift above 30 becomes 30 with the largest multiplier. */
        static SingleRounding of(QuantizedMultiplier factor) {
            return new SingleRounding(factor.shift() > MAX_SHIFT ? new QuantizedMultiplier(Integer.MAX_VALUE, MAX_SHIFT) : factor);
        }

        @Override
        public long rescale(int value) {
            int right = 31 - factor.shift();
            return ((long) value * factor.multiplier() + (1L << (right - 1))) >> right;
        }
    }

    /** Mode {@code float}: the f32 product rounded half to even, as ONNX Runtime's QLinear kernels. */
    record FloatProduct(float factor) implements Requantizer {
        /** Beyond every zero point and clamp, so that adding a zero point cannot overflow. */
        private static final float LIMIT = 0x1p40f;

        public FloatProduct {
            if (!(factor > 0) || Float.isInfinite(factor)) {
                throw new IllegalArgumentException("expects a ratio of scales that is positive and finite in f32, not " + factor);
            }
        }

        @Override
        public long rescale(int value) {
            return (long) Math.rint(Math.clamp((float) value * factor, -LIMIT, LIMIT));
        }
    }

    /** Mode {@code shift}: the ratio is {@code 2^-right}; ties to positive infinity. */
    record RoundingShift(int right) implements Requantizer {
        /** @throws IllegalArgumentException if the ratio is no power of two */
        static RoundingShift ofRatio(double ratio) {
            return new RoundingShift(-exponent(ratio));
        }

        /** The k of a ratio 2^k. */
        static int exponent(double ratio) {
            int exponent = Math.getExponent(ratio);
            if (!(ratio > 0) || Double.isInfinite(ratio) || Math.scalb(1.0, exponent) != ratio) {
                throw new IllegalArgumentException(
                        "expects a ratio of scales that is a power of two, because it is requantized by shifts, not " + ratio);
            }
            return exponent;
        }

        /** @throws ArithmeticException if a left shift leaves 62 bits */
        @Override
        public long rescale(int value) {
            return shift(value, right);
        }

        /** {@code (value + 2^(right-1)) >> right} for |value| below 2^61, or a left shift for a negative count. */
        static long shift(long value, int right) {
            if (right > 0) {
                return right > 62 ? 0 : (value + (1L << (right - 1))) >> right;
            }
            if (value != 0 && 64 - Long.numberOfLeadingZeros(Math.abs(value)) - right > 61) {
                throw new ArithmeticException("shifts " + value + " left by " + -right + " bits, which overflows 62 bits");
            }
            return value == 0 ? 0 : value << -right;
        }
    }
}

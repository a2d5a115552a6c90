package qcc.sim;

import qcc.backend.cim.isa.AddParameters;
import qcc.backend.cim.isa.MulParameters;
import qcc.backend.cim.isa.RequantizeMode;
import qcc.backend.cim.isa.RequantizeParameters;
import qcc.backend.cim.isa.RescaleParameters;
import qcc.chip.Requantization;

/** Parameter tables as the vector unit uses them, read from the words in local memory and checked. */
final class Tables {
    /** Left shift of an i8 difference that still fits i32 with one to spare for a sum. */
    private static final int MAX_GRID_SHIFT = 22;

    private Tables() {}

    /** The output's grid: {@code clamp(x + zeroPoint, minimum, maximum)}. */
    record Output(int zeroPoint, int minimum, int maximum) {
        Output {
            requireByte("output zero point", zeroPoint);
            if (minimum < Byte.MIN_VALUE || maximum > Byte.MAX_VALUE || minimum > maximum) {
                throw new Fault("bad parameter table: the clamp %d..%d is not a range within -128..127", minimum, maximum);
            }
        }

        /** Least value before the zero point is added. */
        int low() {
            return minimum - zeroPoint;
        }

        /** Largest value before the zero point is added. */
        int high() {
            return maximum - zeroPoint;
        }
    }

    /** The table of {@code rescale}. */
    record Rescaling(int inputZeroPoint, Scale scale, Output output) {
        static Rescaling of(int[] words, RequantizeMode mode, Requantization unit) {
            var zeroPoint = requireByte("input zero point", words[RescaleParameters.INPUT_ZERO_POINT]);
            var result = new Rescaling(zeroPoint,
                    Scale.of(mode, words[RescaleParameters.MULTIPLIER], words[RescaleParameters.SHIFT], unit),
                    new Output(words[RescaleParameters.OUTPUT_ZERO_POINT], words[RescaleParameters.CLAMP_MINIMUM],
                            words[RescaleParameters.CLAMP_MAXIMUM]));
            result.scale.of(Byte.MIN_VALUE - zeroPoint);
            result.scale.of(Byte.MAX_VALUE - zeroPoint);
            return result;
        }
    }

    /** The table of {@code mul}. */
    record Multiplication(int zeroPointA, int zeroPointB, Scale scale, Output output) {
        static Multiplication of(int[] words, RequantizeMode mode, Requantization unit) {
            var result = new Multiplication(requireByte("zero point of a", words[MulParameters.ZERO_POINT_A]),
                    requireByte("zero point of b", words[MulParameters.ZERO_POINT_B]),
                    Scale.of(mode, words[MulParameters.MULTIPLIER], words[MulParameters.SHIFT], unit),
                    new Output(words[MulParameters.OUTPUT_ZERO_POINT], words[MulParameters.CLAMP_MINIMUM],
                            words[MulParameters.CLAMP_MAXIMUM]));
            for (var a : new int[]{Byte.MIN_VALUE - result.zeroPointA, Byte.MAX_VALUE - result.zeroPointA}) {
                result.scale.of(a * (Byte.MIN_VALUE - result.zeroPointB));
                result.scale.of(a * (Byte.MAX_VALUE - result.zeroPointB));
            }
            return result;
        }
    }

    /** The table of {@code add} and {@code sub}. */
    sealed interface Addition {
        int zeroPointA();

        int zeroPointB();

        Output output();

        /** Each input shifted left and scaled, their sum scaled. */
        record Integers(int zeroPointA, int leftA, Scale scaleA, int zeroPointB, int leftB, Scale scaleB, Scale scaleSum,
                Output output) implements Addition {}

        /** Dequantized, added and quantized in f32. */
        record Floats(int zeroPointA, float scaleA, int zeroPointB, float scaleB, float scaleOut, Output output) implements Addition {}

        static Addition of(int[] words, RequantizeMode mode, Requantization unit) {
            var zeroPointA = requireByte("zero point of a", words[AddParameters.ZERO_POINT_A]);
            var zeroPointB = requireByte("zero point of b", words[AddParameters.ZERO_POINT_B]);
            var output = new Output(words[AddParameters.OUTPUT_ZERO_POINT], words[AddParameters.CLAMP_MINIMUM],
                    words[AddParameters.CLAMP_MAXIMUM]);
            return switch (mode) {
                case DOUBLE, SINGLE -> integers(zeroPointA, zeroPointB, words, mode, unit, output);
                case FLOAT -> new Floats(zeroPointA, inputScale(words[AddParameters.MULTIPLIER_A]), zeroPointB,
                        inputScale(words[AddParameters.MULTIPLIER_B]), Scale.factor(words[AddParameters.MULTIPLIER_OUT]), output);
                case SHIFT -> shifts(zeroPointA, zeroPointB, words, unit, output);
            };
        }

        private static Integers integers(int zeroPointA, int zeroPointB, int[] words, RequantizeMode mode, Requantization unit,
                Output output) {
            var left = AddParameters.LEFT_SHIFT;
            var result = new Integers(zeroPointA, left,
                    Scale.of(mode, words[AddParameters.MULTIPLIER_A], words[AddParameters.SHIFT_A], unit), zeroPointB, left,
                    Scale.of(mode, words[AddParameters.MULTIPLIER_B], words[AddParameters.SHIFT_B], unit),
                    Scale.of(mode, words[AddParameters.MULTIPLIER_OUT], words[AddParameters.SHIFT_OUT], unit), output);
            var largest = largest(zeroPointA, left, result.scaleA) + largest(zeroPointB, left, result.scaleB);
            if (largest > Integer.MAX_VALUE) {
                throw new Fault("bad parameter table: the scaled inputs can sum to %d, beyond 32 bits", largest);
            }
            result.scaleSum.of((int) largest);
            result.scaleSum.of((int) -largest);
            return result;
        }

        /** Both inputs on the finest of the three grids, whose step is the output's times 2^finest. */
        private static Integers shifts(int zeroPointA, int zeroPointB, int[] words, Requantization unit, Output output) {
            var shiftA = words[AddParameters.SHIFT_A];
            var shiftB = words[AddParameters.SHIFT_B];
            var finest = Math.min(0, Math.min(shiftA, shiftB));
            var leftA = (long) shiftA - finest;
            var leftB = (long) shiftB - finest;
            if (Math.max(leftA, leftB) > MAX_GRID_SHIFT) {
                throw new Fault("bad parameter table: the shifts %d and %d are more than %d apart from each other or the output's grid",
                        shiftA, shiftB, MAX_GRID_SHIFT);
            }
            var same = new Scale.Linear(1, 0, 0);
            return new Integers(zeroPointA, (int) leftA, same, zeroPointB, (int) leftB, same, Scale.shift(finest, unit), output);
        }

        private static long largest(int zeroPoint, int left, Scale scale) {
            return Math.max(Math.abs(scale.of(Byte.MIN_VALUE - zeroPoint << left)), Math.abs(scale.of(Byte.MAX_VALUE - zeroPoint << left)));
        }

        private static float inputScale(int bits) {
            var scale = Scale.factor(bits);
            if (Float.isInfinite(scale * 512)) {
                throw new Fault("bad parameter table: the scale %s overflows f32", scale);
            }
            return scale;
        }
    }

    /**
     * One channel of {@code requantize}.
     *
     * @param residual scale of the residual, null without one
     */
    record Channel(int bias, Scale scale, Scale residual) {}

    /** The table of {@code requantize}. */
    record Requantizing(Output output, int residualZeroPoint, Channel[] channels) {
        static int words(int channels) {
            return RequantizeParameters.HEADER_WORDS + RequantizeParameters.CHANNEL_WORDS * channels;
        }

        static Requantizing of(int[] words, int channels, RequantizeMode mode, boolean hasResidual, Requantization unit) {
            var output = new Output(words[RequantizeParameters.OUTPUT_ZERO_POINT], words[RequantizeParameters.CLAMP_MINIMUM],
                    words[RequantizeParameters.CLAMP_MAXIMUM]);
            var residualZeroPoint = requireByte("residual zero point", words[RequantizeParameters.RESIDUAL_ZERO_POINT]);
            var result = new Channel[channels];
            for (var c = 0; c < channels; c++) {
                var at = RequantizeParameters.HEADER_WORDS + c * RequantizeParameters.CHANNEL_WORDS;
                var scale = Scale.of(mode, words[at + RequantizeParameters.MULTIPLIER], words[at + RequantizeParameters.SHIFT], unit);
                result[c] = new Channel(words[at + RequantizeParameters.BIAS], scale,
                        hasResidual ? residual(words, at, mode, residualZeroPoint, unit) : null);
            }
            return new Requantizing(output, residualZeroPoint, result);
        }

        private static Scale residual(int[] words, int at, RequantizeMode mode, int zeroPoint, Requantization unit) {
            var scale = Scale.of(mode, words[at + RequantizeParameters.RESIDUAL_MULTIPLIER],
                    words[at + RequantizeParameters.RESIDUAL_SHIFT], unit);
            scale.requireFits(Byte.MIN_VALUE - zeroPoint, Byte.MAX_VALUE - zeroPoint, "the residual");
            return scale;
        }
    }

    private static int requireByte(String name, int value) {
        if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
            throw new Fault("bad parameter table: %s %d is not in -128..127", name, value);
        }
        return value;
    }
}

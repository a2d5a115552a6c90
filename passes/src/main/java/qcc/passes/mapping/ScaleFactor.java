package qcc.passes.mapping;

import qcc.dialect.nn.RequantizeMode;
import qcc.interpreter.QuantizedMultiplier;

/**
 * A factor by which sums or differences of storage integers are scaled, as the device holds it.
 *
 * @param multiplier in the modes {@code double} and {@code single} a 31-bit fraction; in {@code float} the bits of an f32; in {@code shift} 1
 * @param shift the power of two beside it
 */
record ScaleFactor(int multiplier, int shift) {
    /**
     * The factor for a mode.
     *
     * @param exact its value in f64
     * @param single its value by f32 arithmetic, in the order that the mode {@code float} prescribes
     * @throws IllegalArgumentException if the mode is {@code shift} and the factor is no power of two
     */
    static ScaleFactor of(RequantizeMode mode, double exact, float single) {
        return switch (mode) {
            case DOUBLE, SINGLE -> {
                var quantized = QuantizedMultiplier.of(exact);
                yield new ScaleFactor(quantized.multiplier(), quantized.shift());
            }
            case FLOAT -> new ScaleFactor(Float.floatToRawIntBits(single), 0);
            case SHIFT -> new ScaleFactor(1, exponent(exact));
        };
    }

    private static int exponent(double factor) {
        int exponent = Math.getExponent(factor);
        if (Math.scalb(1.0, exponent) != factor) {
            throw new IllegalArgumentException(
                    "needs the factor " + factor + ", which is not a power of two, in requantization mode 'shift'");
        }
        return exponent;
    }
}

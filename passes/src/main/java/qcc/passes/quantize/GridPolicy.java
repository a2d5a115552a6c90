package qcc.passes.quantize;

import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformType;
import qcc.ir.FloatType;

/**
 * How the grid of an activation follows from its range.
 *
 * @param symmetric whether zero points are 0
 * @param powersOfTwo whether scales are powers of two, so that requantization is a shift
 */
public record GridPolicy(boolean symmetric, boolean powersOfTwo) {
    /** The grid of sigmoid and softmax results: scale 1/256, zero point -128. */
    public static final UniformType UNIT = new UniformType(Storage.I8, FloatType.F32, 1.0 / 256, -128);

    /** The grid of tanh results: scale 1/128, zero point 0. */
    public static final UniformType SIGNED_UNIT = new UniformType(Storage.I8, FloatType.F32, 1.0 / 128, 0);

    private static final Storage STORAGE = Storage.I8;
    private static final double STEPS = STORAGE.max() - STORAGE.min();

    /**
     * The int8 grid that covers a range and represents zero exactly. A range of only zero has scale 1.
     */
    public UniformType grid(ValueRange range) {
        var covered = range.withZero();
        double scale = scale(symmetric ? covered.magnitude() / STORAGE.max() : covered.width() / STEPS);
        long zeroPoint = symmetric ? 0 : zeroPoint(covered, scale);
        return new UniformType(STORAGE, FloatType.F32, scale, zeroPoint);
    }

    /** The closest zero point that covers the lower bound. */
    private static long zeroPoint(ValueRange range, double scale) {
        double exact = STORAGE.min() - range.min() / scale;
        return (long) Math.max(STORAGE.min(), Math.min(STORAGE.max(), Math.rint(exact)));
    }

    /** A positive normal f32 scale of at least the wanted size, if that is a power of two, or else the closest one. */
    double scale(double wanted) {
        if (wanted == 0) {
            return 1;
        }
        double scale = Math.max((float) wanted, Float.MIN_NORMAL);
        if (!powersOfTwo) {
            return Math.min(scale, Float.MAX_VALUE);
        }
        double power = Math.scalb(1.0, Math.getExponent(scale));
        return power < scale ? 2 * power : power;
    }
}

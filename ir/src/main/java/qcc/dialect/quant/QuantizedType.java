package qcc.dialect.quant;

import qcc.ir.FloatFormat;
import qcc.ir.FloatText;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Verifier;

/** Integers that stand for reals: {@code real = (stored - zero point) * scale}, with a grid for the whole, each channel or each block. */
public sealed interface QuantizedType extends QuantType permits UniformType, UniformPerAxisType, UniformSubChannelType {
    Storage storage();

    /** The type of the reals. */
    FloatType expressed();

    /** The signless integer type of the stored values. */
    default IntegerType storageType() {
        return storage().type();
    }

    default int storageWidth() {
        return storage().width();
    }

    default boolean isSigned() {
        return storage().signed();
    }

    default long storageMin() {
        return storage().min();
    }

    default long storageMax() {
        return storage().max();
    }

    /** Whether the storage leaves out its smallest value. */
    default boolean isNarrow() {
        return storage().isNarrow();
    }

    /** Refuses a scale that is not a positive finite number of the expressed type. */
    static void checkScale(double scale, FloatType expressed) {
        var format = FloatFormat.of(expressed);
        if (!(scale >= format.smallest() && scale <= format.largest())) {
            throw new IllegalArgumentException(
                    "scale %e out of expressed type range [%e, %e]".formatted(scale, format.smallest(), format.largest()));
        }
    }

    /** Reports a zero point that the storage cannot hold. */
    default void checkZeroPoint(long zeroPoint, Verifier check) {
        if (!storage().contains(zeroPoint)) {
            check.error("zero point %d is outside of the storage range [%d, %d] of '%s'", zeroPoint, storageMin(), storageMax(), this);
        }
    }

    /** A scale and, unless it is 0, a zero point: {@code 1.000000e-01:3}. */
    static String gridText(double scale, long zeroPoint) {
        return FloatText.of(scale, FloatType.F64) + (zeroPoint == 0 ? "" : ":" + zeroPoint);
    }
}

package qcc.ir;

import java.util.EnumMap;
import java.util.Map;

/**
 * The bit layout of a floating-point type of at most 64 bits: sign, exponent, mantissa, and what the largest exponent means.
 *
 * @param exponentBits bits of the exponent
 * @param mantissaBits bits after the binary point
 * @param bias subtracted from the stored exponent
 * @param specials which bit patterns are infinities and NaN
 */
public record FloatFormat(int exponentBits, int mantissaBits, int bias, Specials specials) {
    /** Where infinities and NaN live. */
    public enum Specials {
        /** IEEE 754: the largest exponent holds both. */
        IEEE,
        /** No infinity; NaN is all ones ({@code FN}). */
        NAN_ALL_ONES,
        /** No infinity, no negative zero; NaN is the pattern of negative zero ({@code FNUZ}). */
        NAN_NEGATIVE_ZERO,
        /** Neither infinity nor NaN. */
        FINITE
    }

    private static final Map<FloatType, FloatFormat> FORMATS = new EnumMap<>(Map.ofEntries(
            Map.entry(FloatType.F4E2M1FN, new FloatFormat(2, 1, 1, Specials.FINITE)),
            Map.entry(FloatType.F6E2M3FN, new FloatFormat(2, 3, 1, Specials.FINITE)),
            Map.entry(FloatType.F6E3M2FN, new FloatFormat(3, 2, 3, Specials.FINITE)),
            Map.entry(FloatType.F8E5M2, new FloatFormat(5, 2, 15, Specials.IEEE)),
            Map.entry(FloatType.F8E4M3, new FloatFormat(4, 3, 7, Specials.IEEE)),
            Map.entry(FloatType.F8E4M3FN, new FloatFormat(4, 3, 7, Specials.NAN_ALL_ONES)),
            Map.entry(FloatType.F8E5M2FNUZ, new FloatFormat(5, 2, 16, Specials.NAN_NEGATIVE_ZERO)),
            Map.entry(FloatType.F8E4M3FNUZ, new FloatFormat(4, 3, 8, Specials.NAN_NEGATIVE_ZERO)),
            Map.entry(FloatType.F8E4M3B11FNUZ, new FloatFormat(4, 3, 11, Specials.NAN_NEGATIVE_ZERO)),
            Map.entry(FloatType.F8E3M4, new FloatFormat(3, 4, 3, Specials.IEEE)),
            Map.entry(FloatType.BF16, new FloatFormat(8, 7, 127, Specials.IEEE)),
            Map.entry(FloatType.F16, new FloatFormat(5, 10, 15, Specials.IEEE)),
            Map.entry(FloatType.TF32, new FloatFormat(8, 10, 127, Specials.IEEE)),
            Map.entry(FloatType.F32, new FloatFormat(8, 23, 127, Specials.IEEE)),
            Map.entry(FloatType.F64, new FloatFormat(11, 52, 1023, Specials.IEEE))));

    /**
     * The layout of a type.
     *
     * @throws IllegalArgumentException for types whose values a double cannot hold or that have no sign
     */
    public static FloatFormat of(FloatType type) {
        var format = FORMATS.get(type);
        if (format == null) {
            throw new IllegalArgumentException("constants of type " + type + " are not supported");
        }
        return format;
    }

    /** The smallest positive value. */
    public double smallest() {
        return fromBits(1);
    }

    /** The largest finite value. */
    public double largest() {
        return fromBits(largestFinite());
    }

    /** Bits of the significand with the hidden one. */
    public int precision() {
        return mantissaBits + 1;
    }

    private int largestExponentField() {
        return (1 << exponentBits) - 1;
    }

    private long signBit() {
        return 1L << (exponentBits + mantissaBits);
    }

    private long mantissaMask() {
        return (1L << mantissaBits) - 1;
    }

    /** The value nearest to {@code value}, ties to even; overflow gives an infinity, or NaN where there is none. */
    public double round(double value) {
        return fromBits(toBits(value));
    }

    /** The bit pattern of the value nearest to {@code value}, ties to even. */
    public long toBits(double value) {
        if (mantissaBits == 52) {
            return Double.doubleToRawLongBits(value);
        }
        long sign = Double.doubleToRawLongBits(value) < 0 ? signBit() : 0;
        if (Double.isNaN(value)) {
            return nanBits(sign, Double.doubleToRawLongBits(value) >>> (52 - mantissaBits) & mantissaMask());
        }
        double magnitude = Math.abs(value);
        if (Double.isInfinite(magnitude)) {
            return sign | infinityBits();
        }
        int exponent = magnitude == 0 ? 1 - bias : Math.max(Math.getExponent(magnitude), 1 - bias);
        long significand = (long) Math.rint(Math.scalb(magnitude, mantissaBits - exponent));
        long bits = significand + ((long) (exponent + bias - 1) << mantissaBits);
        if (bits > largestFinite()) {
            return sign | infinityBits();
        }
        return bits == 0 && specials == Specials.NAN_NEGATIVE_ZERO ? 0 : sign | bits;
    }

    /** The value of a bit pattern. */
    public double fromBits(long bits) {
        if (mantissaBits == 52) {
            return Double.longBitsToDouble(bits);
        }
        boolean negative = (bits & signBit()) != 0;
        long magnitude = bits & (signBit() - 1);
        if (isNan(negative, magnitude)) {
            return nan(negative, magnitude & mantissaMask());
        }
        int field = (int) (magnitude >>> mantissaBits);
        if (specials == Specials.IEEE && field == largestExponentField()) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        long mantissa = magnitude & mantissaMask();
        double value = field == 0
                ? Math.scalb((double) mantissa, 1 - bias - mantissaBits)
                : Math.scalb((double) (mantissa | (1L << mantissaBits)), field - bias - mantissaBits);
        return negative ? -value : value;
    }

    /** A NaN of type double that keeps sign and payload. */
    private double nan(boolean negative, long payload) {
        long sign = negative && specials != Specials.NAN_NEGATIVE_ZERO ? Long.MIN_VALUE : 0;
        return specials == Specials.IEEE
                ? Double.longBitsToDouble(sign | 0x7FFL << 52 | payload << (52 - mantissaBits))
                : Double.longBitsToDouble(sign | 0x7FF8L << 48);
    }

    private long nanBits(long sign, long payload) {
        return switch (specials) {
            case IEEE -> payload == 0 ? sign | nanBits() : sign | ((long) largestExponentField() << mantissaBits) | payload;
            case NAN_ALL_ONES -> sign | nanBits();
            case NAN_NEGATIVE_ZERO, FINITE -> nanBits();
        };
    }

    private boolean isNan(boolean negative, long magnitude) {
        return switch (specials) {
            case IEEE -> magnitude >>> mantissaBits == largestExponentField() && (magnitude & mantissaMask()) != 0;
            case NAN_ALL_ONES -> magnitude == signBit() - 1;
            case NAN_NEGATIVE_ZERO -> negative && magnitude == 0;
            case FINITE -> false;
        };
    }

    private long largestFinite() {
        return switch (specials) {
            case IEEE -> ((long) largestExponentField() << mantissaBits) - 1;
            case NAN_ALL_ONES -> signBit() - 2;
            case NAN_NEGATIVE_ZERO, FINITE -> signBit() - 1;
        };
    }

    private long infinityBits() {
        return switch (specials) {
            case IEEE -> (long) largestExponentField() << mantissaBits;
            case NAN_ALL_ONES, NAN_NEGATIVE_ZERO -> nanBits();
            case FINITE -> largestFinite();
        };
    }

    private long nanBits() {
        return switch (specials) {
            case IEEE -> ((long) largestExponentField() << mantissaBits) | (1L << (mantissaBits - 1));
            case NAN_ALL_ONES -> signBit() - 1;
            case NAN_NEGATIVE_ZERO -> signBit();
            case FINITE -> largestFinite();
        };
    }
}

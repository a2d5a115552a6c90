package qcc.sim;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import qcc.backend.cim.isa.RequantizeMode;

/** The numeric contract in exact arithmetic, one number at a time and as literally as possible. */
final class Reference {
    private static final BigInteger TWO_31 = BigInteger.ONE.shiftLeft(31);

    private Reference() {}

    /** Value times the factor of multiplier and shift, rounded in a mode; before zero point and clamp. */
    static BigInteger scale(RequantizeMode mode, long value, int multiplier, int shift) {
        var x = BigInteger.valueOf(value);
        return switch (mode) {
            case DOUBLE -> roundingDivideByPowerOfTwo(doublingHighMultiply(x.shiftLeft(Math.max(shift, 0)), BigInteger.valueOf(multiplier)),
                    Math.max(-shift, 0));
            case SINGLE -> x.multiply(BigInteger.valueOf(multiplier)).add(BigInteger.ONE.shiftLeft(30 - shift)).shiftRight(31 - shift);
            case FLOAT -> floating(value, Float.intBitsToFloat(multiplier));
            case SHIFT -> shift >= 0 ? x.shiftLeft(shift) : x.add(BigInteger.ONE.shiftLeft(-shift - 1)).shiftRight(-shift);
        };
    }

    /** SRDHM: {@code (a * b + nudge) / 2^31}, truncated. */
    static BigInteger doublingHighMultiply(BigInteger a, BigInteger b) {
        var product = a.multiply(b);
        var nudge = product.signum() >= 0 ? BigInteger.ONE.shiftLeft(30) : BigInteger.ONE.subtract(BigInteger.ONE.shiftLeft(30));
        return product.add(nudge).divide(TWO_31).min(TWO_31.subtract(BigInteger.ONE));
    }

    /** RDBP: division by a power of two, ties away from zero. */
    static BigInteger roundingDivideByPowerOfTwo(BigInteger x, int exponent) {
        return new BigDecimal(x).divide(new BigDecimal(BigInteger.ONE.shiftLeft(exponent))).setScale(0, RoundingMode.HALF_UP)
                .toBigInteger();
    }

    private static BigInteger floating(long value, float factor) {
        return new BigDecimal(Math.rint((float) value * factor)).toBigInteger();
    }

    static byte clamp(BigInteger scaled, int zeroPoint, int minimum, int maximum) {
        return scaled.add(BigInteger.valueOf(zeroPoint)).max(BigInteger.valueOf(minimum)).min(BigInteger.valueOf(maximum)).byteValueExact();
    }

    /** Sum or difference on the output's grid; {@code words} as in the instruction set. */
    static byte add(RequantizeMode mode, int a, int b, int sign, int[] words) {
        var x = a - words[0];
        var y = b - words[3];
        var sum = switch (mode) {
            case DOUBLE, SINGLE -> {
                var left = scale(mode, (long) x << 20, words[1], words[2]);
                var right = scale(mode, (long) y << 20, words[4], words[5]).multiply(BigInteger.valueOf(sign));
                yield scale(mode, left.add(right).longValueExact(), words[6], words[7]);
            }
            case FLOAT -> {
                var left = x * Float.intBitsToFloat(words[1]);
                var right = y * Float.intBitsToFloat(words[4]);
                var real = sign > 0 ? left + right : left - right;
                yield new BigDecimal(Math.rint(real / Float.intBitsToFloat(words[6]))).toBigInteger();
            }
            case SHIFT -> {
                var finest = Math.min(0, Math.min(words[2], words[5]));
                var left = BigInteger.valueOf(x).shiftLeft(words[2] - finest);
                var right = BigInteger.valueOf((long) sign * y).shiftLeft(words[5] - finest);
                yield finest == 0
                        ? left.add(right)
                        : left.add(right).add(BigInteger.ONE.shiftLeft(-finest - 1)).shiftRight(-finest);
            }
        };
        return clamp(sum, words[8], words[9], words[10]);
    }

    /** Mean with halves away from zero. */
    static byte mean(long sum, int count) {
        return new BigDecimal(sum).divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP).byteValueExact();
    }
}

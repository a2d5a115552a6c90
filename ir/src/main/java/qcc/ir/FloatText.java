package qcc.ir;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Writes floating-point constants as MLIR does: six significant digits in exponent form if they read back to the same bits, else as many
 * digits as the type needs, else the bits in hexadecimal.
 *
 * <p>The digits are those of LLVM's {@code APFloat::toString}: the exact decimal value is first cut, not rounded, to slightly more bits
 * than the wanted digits need, and only then rounded half up. So they are not always the nearest ones, and a value such as 0.998 does not
 * read back from its six digits.
 */
public final class FloatText {
    private static final int BRIEF_DIGITS = 6;
    /** Zeros that the long form may add before it changes to the exponent form. */
    private static final int MAX_PADDING = 3;

    private FloatText() {}

    /** The text of a value of a type. */
    public static String of(double value, FloatType type) {
        var format = FloatFormat.of(type);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return hex(value, type);
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) < 0 ? "-0.000000e+00" : "0.000000e+00";
        }
        var brief = brief(value);
        if (Double.compare(format.round(Double.parseDouble(brief)), value) == 0) {
            return brief;
        }
        var full = full(value, 2 + format.precision() * 59 / 196);
        return full.indexOf('.') >= 0 ? full : hex(value, type);
    }

    private static String hex(double value, FloatType type) {
        int digits = (type.width() + 3) / 4;
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(FloatFormat.of(type).toBits(value), digits);
    }

    /** {@code digits * 10^exponent}; the digits end with none that is zero. */
    private record Decimal(String digits, int exponent) {
        /** The power of ten of the first digit. */
        int leading() {
            return exponent + digits.length() - 1;
        }
    }

    private static Decimal decimal(double value, int precision) {
        long bits = Double.doubleToRawLongBits(value);
        int field = (int) (bits >>> 52) & 0x7FF;
        long mantissa = bits & (1L << 52) - 1;
        long significand = field == 0 ? mantissa : mantissa | 1L << 52;
        int binaryExponent = Math.max(field, 1) - 1075 + Long.numberOfTrailingZeros(significand);
        var digits = BigInteger.valueOf(significand >> Long.numberOfTrailingZeros(significand));
        digits = binaryExponent >= 0 ? digits.shiftLeft(binaryExponent) : digits.multiply(BigInteger.valueOf(5).pow(-binaryExponent));
        int exponent = Math.min(binaryExponent, 0);
        int wantedBits = (precision * 196 + 58) / 59;
        int removable = Math.max(0, (digits.bitLength() - wantedBits) * 59 / 196);
        return rounded(digits.divide(BigInteger.TEN.pow(removable)).toString(), exponent + removable, precision);
    }

    /** Rounds half up to the precision and drops zeros at the end. */
    private static Decimal rounded(String digits, int exponent, int precision) {
        var kept = digits;
        int scale = exponent;
        if (digits.length() > precision) {
            boolean up = digits.charAt(precision) >= '5';
            scale += digits.length() - precision;
            kept = new BigInteger(digits.substring(0, precision)).add(up ? BigInteger.ONE : BigInteger.ZERO).toString();
        }
        int end = kept.length();
        while (kept.charAt(end - 1) == '0') {
            end--;
        }
        return new Decimal(kept.substring(0, end), scale + kept.length() - end);
    }

    private static String brief(double value) {
        var decimal = decimal(value, BRIEF_DIGITS);
        int leading = Math.abs(decimal.leading());
        return (value < 0 ? "-" : "") + decimal.digits.charAt(0) + "." + decimal.digits.substring(1)
                + "0".repeat(BRIEF_DIGITS + 1 - decimal.digits.length()) + (decimal.leading() < 0 ? "e-" : "e+") + (leading < 10 ? "0" : "")
                + leading;
    }

    private static String full(double value, int precision) {
        var decimal = decimal(value, precision);
        var digits = decimal.digits;
        int exponent = decimal.exponent;
        int leading = decimal.leading();
        boolean scientific = exponent >= 0
                ? exponent > MAX_PADDING || digits.length() + exponent > precision
                : leading < 0 && -leading > MAX_PADDING;
        var text = new StringBuilder(value < 0 ? "-" : "");
        if (scientific) {
            text.append(digits.charAt(0)).append('.').append(digits.length() == 1 ? "0" : digits.substring(1));
            return text.append('E').append(leading >= 0 ? '+' : '-').append(Math.abs(leading)).toString();
        }
        if (exponent >= 0) {
            return text.append(digits).append("0".repeat(exponent)).toString();
        }
        if (leading >= 0) {
            return text.append(digits, 0, leading + 1).append('.').append(digits.substring(leading + 1)).toString();
        }
        return text.append("0.").append("0".repeat(-leading - 1)).append(digits).toString();
    }
}

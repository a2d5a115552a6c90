package qcc.ir;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes floating-point constants as MLIR does: six decimals in exponent form if they read back to the same bits, else the digits of
 * LLVM's {@code APFloat::toString}, else the bits in hexadecimal.
 */
public final class FloatText {
    /** {@code APFloat::toString}'s default for zeros it may add before it changes to the exponent form. */
    private static final int MAX_PADDING = 3;

    private FloatText() {}

    /** The text of a value of a type. */
    public static String of(double value, FloatType type) {
        var format = FloatFormat.of(type);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return hex(value, type);
        }
        var brief = sixDecimals(value);
        if (Double.compare(format.round(Double.parseDouble(brief)), value) == 0) {
            return brief;
        }
        var digits = allDigits(value, 2 + format.precision() * 59 / 196);
        return digits.indexOf('.') >= 0 ? digits : hex(value, type);
    }

    private static String sixDecimals(double value) {
        return String.format(Locale.ROOT, "%.6e", value);
    }

    private static String hex(double value, FloatType type) {
        int digits = (type.width() + 3) / 4;
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(FloatFormat.of(type).toBits(value), digits);
    }

    private static String allDigits(double value, int precision) {
        var decimal = new BigDecimal(Math.abs(value)).round(new MathContext(precision, RoundingMode.HALF_UP)).stripTrailingZeros();
        var digits = decimal.unscaledValue().toString();
        int exponent = -decimal.scale();
        int leading = exponent + digits.length() - 1;
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

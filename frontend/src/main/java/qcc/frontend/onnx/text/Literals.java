package qcc.frontend.onnx.text;

import java.util.Locale;

/** The numbers that words of a text stand for. */
final class Literals {
    private Literals() {}

    /** @throws NumberFormatException saying that it does not fit */
    static long integer(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new NumberFormatException("the integer " + text + " does not fit 64 bits");
        }
    }

    /** An integer that does not need a sign, with its bits in a long. */
    static long unsigned(String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new NumberFormatException(text + " is no unsigned integer of 64 bits");
        }
    }

    /** A 32-bit integer. */
    static int integer32(String text) {
        long value = integer(text);
        if (value != (int) value) {
            throw new NumberFormatException("the element " + text + " does not fit its type");
        }
        return (int) value;
    }

    /** Whether a word is a number without digits. */
    static boolean isSpecial(String text) {
        return switch (magnitude(text)) {
            case "inf", "infinity", "nan" -> true;
            default -> false;
        };
    }

    private static String magnitude(String text) {
        return text.substring(text.startsWith("-") ? 1 : 0).toLowerCase(Locale.ROOT);
    }

    /** The nearest 32-bit number; too large a number is an error, too small a one is zero. */
    static float real32(String text) {
        boolean negative = text.startsWith("-");
        if (isSpecial(text)) {
            return magnitude(text).equals("nan")
                    ? negative ? Float.intBitsToFloat(0xFFC0_0000) : Float.NaN
                    : negative ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        }
        float value = Float.parseFloat(text);
        if (Float.isInfinite(value)) {
            throw new NumberFormatException("the number " + text + " is beyond 32-bit floating point");
        }
        return value;
    }

    /** The nearest 64-bit number; too large a number is an error, too small a one is zero. */
    static double real64(String text) {
        if (isSpecial(text)) {
            return magnitude(text).equals("nan") && text.startsWith("-") ? Double.longBitsToDouble(0xFFF8_0000_0000_0000L) : real32(text);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("the number " + text + " is beyond 64-bit floating point");
        }
        return value;
    }
}

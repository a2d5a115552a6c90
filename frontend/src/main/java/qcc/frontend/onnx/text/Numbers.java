package qcc.frontend.onnx.text;

/** The shortest texts of numbers that are read back as the same numbers. */
final class Numbers {
    private static final double WRITTEN_WHOLE = 1e7;

    private Numbers() {}

    /** A number whose kind is known where it stands, so that it needs no decimal point. */
    static String element(float value) {
        return Float.isFinite(value) ? withoutFraction(Float.toString(value), value) : special(value, Float.floatToRawIntBits(value) < 0);
    }

    /** A number whose kind is known where it stands, so that it needs no decimal point. */
    static String element(double value) {
        return Double.isFinite(value)
                ? withoutFraction(Double.toString(value), value)
                : special(value, Double.doubleToRawLongBits(value) < 0);
    }

    /** A number with a decimal point, or none at all. */
    static String real(float value) {
        return Float.isFinite(value) ? Float.toString(value) : special(value, Float.floatToRawIntBits(value) < 0);
    }

    private static String withoutFraction(String text, double value) {
        return Math.abs(value) < WRITTEN_WHOLE && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String special(double value, boolean negative) {
        return (negative ? "-" : "") + (Double.isNaN(value) ? "nan" : "inf");
    }
}

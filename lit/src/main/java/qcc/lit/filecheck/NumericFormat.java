package qcc.lit.filecheck;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How a number is written.
 *
 * @param kind base and sign
 * @param precision least number of digits, 0 for no such demand
 * @param alternate whether hexadecimal digits follow {@code 0x}
 */
record NumericFormat(Kind kind, int precision, boolean alternate) {

    /** Base and sign. */
    enum Kind {
        UNSIGNED("u", "[0-9]", 10), SIGNED("d", "[0-9]", 10), HEXADECIMAL_LOWER("x", "[0-9a-f]", 16), HEXADECIMAL_UPPER("X", "[0-9A-F]",
                16);

        private final String letter;
        private final String digit;
        private final int radix;

        Kind(String letter, String digit, int radix) {
            this.letter = letter;
            this.digit = digit;
            this.radix = radix;
        }

        boolean isHexadecimal() {
            return radix == 16;
        }

        @Override
        public String toString() {
            return "%" + letter;
        }
    }

    static final NumericFormat UNSIGNED = new NumericFormat(Kind.UNSIGNED, 0, false);

    /** POSIX expression for all numbers written in this way. */
    String wildcard() {
        String sign = kind == Kind.SIGNED ? "-?" : "";
        String lead = alternate ? "0x" : "";
        if (precision == 0) {
            return sign + lead + kind.digit + "+";
        }
        String leadingDigit = kind.digit.replace("[0", "[1");
        return sign + lead + "(" + leadingDigit + kind.digit + "*)?" + kind.digit + "{" + precision + "}";
    }

    /** Whether this format can write a number. */
    boolean canWrite(BigInteger value) {
        return kind == Kind.SIGNED || value.signum() >= 0;
    }

    /** Writes a number that {@link #canWrite} accepts. */
    String write(BigInteger value) {
        String digits = value.abs().toString(kind.radix);
        if (kind == Kind.HEXADECIMAL_UPPER) {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        String sign = value.signum() < 0 ? "-" : "";
        return sign + (alternate ? "0x" : "") + "0".repeat(Math.max(0, precision - digits.length())) + digits;
    }

    /** Reads a number that matched {@link #wildcard()}. */
    BigInteger read(String text) {
        return new BigInteger(alternate ? text.replaceFirst("0[xX]", "") : text, kind.radix);
    }
}

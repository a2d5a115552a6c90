package qcc.chip;

import java.math.BigDecimal;

/** The values a number in a chip file may take: {@code min} and {@code max} belong to the range unless {@code open}, when {@code min} does not. */
record Bounds(double min, boolean open, double max) {
    /** Widest integer accepted: far above any chip, and products of two of them still fit a {@code long}. */
    private static final double LARGEST_INTEGER = 1 << 30;
    private static final double LARGEST_NUMBER = 1e15;

    static final Bounds COUNT = between(1, LARGEST_INTEGER);
    static final Bounds COUNT_OR_NONE = between(0, LARGEST_INTEGER);
    static final Bounds POSITIVE = new Bounds(0, true, LARGEST_NUMBER);
    static final Bounds NOT_NEGATIVE = between(0, LARGEST_NUMBER);
    static final Bounds FRACTION = between(0, 1);

    static Bounds between(double min, double max) {
        return new Bounds(min, false, max);
    }

    boolean contain(double value) {
        return (open ? value > min : value >= min) && value <= max;
    }

    /** For a message: "at least 1", "above 0", "between 1 and 16", "above 0 and at most 16". */
    String phrase() {
        if (max >= LARGEST_INTEGER) {
            return (open ? "above " : "at least ") + text(min);
        }
        return (open ? "above " + text(min) + " and at most " : "between " + text(min) + " and ") + text(max);
    }

    /** What a refused value must be: the upper limit of a wide range is only worth a word to those who exceed it. */
    String advice(double refused) {
        return max >= LARGEST_INTEGER && refused > max ? "at most " + text(max) : phrase();
    }

    private static String text(double value) {
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
}

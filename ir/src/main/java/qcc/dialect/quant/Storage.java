package qcc.dialect.quant;

import qcc.ir.IntegerType;

/**
 * How the integers of a quantized type are stored: {@code i8}, {@code u8}, {@code i8<-127:127>}.
 *
 * @param width bits, 1 to 32
 * @param min the smallest value used
 * @param max the largest value used
 */
public record Storage(int width, boolean signed, long min, long max) {
    /** The widest storage of MLIR's dialect. */
    public static final int MAX_WIDTH = 32;

    /** All of a signed byte: {@code i8}. */
    public static final Storage I8 = full(8, true);
    /** All of an unsigned byte: {@code u8}. */
    public static final Storage U8 = full(8, false);
    /** A symmetric signed byte: {@code i8<-127:127>}. */
    public static final Storage I8_NARROW = narrow(8);

    public Storage {
        if (width < 1 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("illegal storage type size: " + width);
        }
        if (min >= max) {
            throw new IllegalArgumentException("illegal storage min and storage max: (" + min + ":" + max + ")");
        }
        if (min < smallest(width, signed)) {
            throw new IllegalArgumentException("illegal storage type minimum: " + min);
        }
        if (max > largest(width, signed)) {
            throw new IllegalArgumentException("illegal storage type maximum: " + max);
        }
    }

    /** The whole range of a width. */
    public static Storage full(int width, boolean signed) {
        return new Storage(width, signed, smallest(width, signed), largest(width, signed));
    }

    /** The symmetric range of a signed width: without its smallest value. */
    public static Storage narrow(int width) {
        return new Storage(width, true, smallest(width, true) + 1, largest(width, true));
    }

    private static long smallest(int width, boolean signed) {
        return signed ? -(1L << (width - 1)) : 0;
    }

    private static long largest(int width, boolean signed) {
        return signed ? (1L << (width - 1)) - 1 : (1L << width) - 1;
    }

    /** Whether the whole range of the width is used. */
    public boolean isFull() {
        return min == smallest(width, signed) && max == largest(width, signed);
    }

    /** Whether this is the whole range without its smallest value, so that signed values are symmetric around zero. */
    public boolean isNarrow() {
        return min == smallest(width, signed) + 1 && max == largest(width, signed);
    }

    public boolean contains(long value) {
        return min <= value && value <= max;
    }

    /** The integer type of stored values; as in MLIR it does not say whether they are signed. */
    public IntegerType type() {
        return IntegerType.of(width);
    }

    @Override
    public String toString() {
        return (signed ? "i" : "u") + width + (isFull() ? "" : "<" + min + ":" + max + ">");
    }
}

package qcc.ir;

/**
 * An integer constant: {@code 5 : i32}, {@code true}.
 *
 * @param value the value, read as signed unless the type is unsigned; within the type's width
 * @param type an {@link IntegerType} of at most 64 bits or {@link IndexType}
 */
public record IntegerAttr(long value, Type type) implements Attribute {
    public static final IntegerAttr TRUE = new IntegerAttr(1, IntegerType.I1);
    public static final IntegerAttr FALSE = new IntegerAttr(0, IntegerType.I1);

    public IntegerAttr {
        if (!(type instanceof IntegerType) && !(type instanceof IndexType)) {
            throw new IllegalArgumentException("an integer constant cannot have the type " + type);
        }
        if (type instanceof IntegerType i) {
            value = normalize(value, i);
        }
    }

    /** A 64-bit constant. */
    public static IntegerAttr of(long value) {
        return new IntegerAttr(value, IntegerType.I64);
    }

    public static IntegerAttr ofBoolean(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean isTrue() {
        return value != 0;
    }

    /** The one representative of equal bit patterns: {@code 255 : i8} is {@code -1 : i8}; {@code i1} holds 0 or 1. */
    private static long normalize(long value, IntegerType type) {
        int width = type.width();
        if (width >= 64) {
            return value;
        }
        if (width == 0) {
            return 0;
        }
        long smallest = -(1L << (width - 1));
        long largest = (1L << width) - 1;
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException("integer constant out of range for " + type + ": " + value);
        }
        long masked = value & largest;
        boolean unsigned = type.isUnsigned() || type.equals(IntegerType.I1);
        return unsigned ? masked : (masked << (64 - width)) >> (64 - width);
    }

    /** The digits alone, without the type. */
    String digits() {
        if (type.equals(IntegerType.I1)) {
            return value != 0 ? "true" : "false";
        }
        return type instanceof IntegerType i && i.isUnsigned() ? Long.toUnsignedString(value) : Long.toString(value);
    }

    @Override
    public String briefText() {
        return type.equals(IntegerType.I64) ? digits() : toString();
    }

    @Override
    public String toString() {
        return type.equals(IntegerType.I1) ? digits() : digits() + " : " + type;
    }
}

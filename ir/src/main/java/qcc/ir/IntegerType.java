package qcc.ir;

/**
 * An integer type of 0 to 2^24-1 bits: signless ({@code i8}), signed ({@code si8}) or unsigned ({@code ui8}).
 */
public record IntegerType(int width, Signedness signedness) implements Type {
    /** How the bits are read; MLIR's ordinary integers are signless. */
    public enum Signedness {
        SIGNLESS("i"), SIGNED("si"), UNSIGNED("ui");

        private final String prefix;

        Signedness(String prefix) {
            this.prefix = prefix;
        }
    }

    /** The widest integer type of MLIR. */
    public static final int MAX_WIDTH = (1 << 24) - 1;

    public static final IntegerType I1 = of(1);
    public static final IntegerType I8 = of(8);
    public static final IntegerType I16 = of(16);
    public static final IntegerType I32 = of(32);
    public static final IntegerType I64 = of(64);
    public static final IntegerType UI8 = new IntegerType(8, Signedness.UNSIGNED);

    public IntegerType {
        if (width < 0 || width > MAX_WIDTH) {
            throw new IllegalArgumentException("integer bitwidth is limited to " + MAX_WIDTH + " bits: " + width);
        }
    }

    /** The signless type of that width. */
    public static IntegerType of(int width) {
        return new IntegerType(width, Signedness.SIGNLESS);
    }

    public boolean isSignless() {
        return signedness == Signedness.SIGNLESS;
    }

    public boolean isUnsigned() {
        return signedness == Signedness.UNSIGNED;
    }

    @Override
    public String toString() {
        return signedness.prefix + width;
    }
}

package qcc.backend.cim.isa;

/** What an operand of an instruction may hold: its range, and the bytes it needs in an encoding. */
public enum OperandKind {
    /** A scalar register that is read, r0 to r31. */
    REGISTER(1, 0, Machine.REGISTERS - 1, "register"),
    /** A scalar register that is written, r1 to r31: r0 always reads 0. */
    TARGET(1, 1, Machine.REGISTERS - 1, "target register"),
    /** A count of 1 to 255. */
    COUNT8(1, 1, 0xFF, "count u8"),
    /** A count of 1 to 65,535. */
    COUNT16(2, 1, 0xFFFF, "count u16"),
    /** A count of 1 to 4,294,967,295. */
    COUNT32(4, 1, 0xFFFF_FFFFL, "count u32"),
    /** A number of 0 to 65,535. */
    UNSIGNED16(2, 0, 0xFFFF, "u16"),
    /** A number of -128 to 127. */
    SIGNED8(1, Byte.MIN_VALUE, Byte.MAX_VALUE, "i8"),
    /** A number of -2,147,483,648 to 2,147,483,647. */
    SIGNED32(4, Integer.MIN_VALUE, Integer.MAX_VALUE, "i32"),
    /** A number that a register may hold: 0 to 2,147,483,647. */
    ADDRESS(4, 0, Integer.MAX_VALUE, "u31"),
    /** One bit. */
    FLAG(0, 0, 1, "flag"),
    /** The code of a {@link RequantizeMode}. */
    MODE(0, 0, RequantizeMode.values().length - 1, "mode");

    private final int bytes;
    private final long minimum;
    private final long maximum;
    private final String text;

    OperandKind(int bytes, long minimum, long maximum, String text) {
        this.bytes = bytes;
        this.minimum = minimum;
        this.maximum = maximum;
        this.text = text;
    }

    /** Bytes of this operand in the default encoding; 0 where it lives in the flags. */
    public int bytes() {
        return bytes;
    }

    /** The smallest legal value. */
    public long minimum() {
        return minimum;
    }

    /** The largest legal value. */
    public long maximum() {
        return maximum;
    }

    /** Whether the operand names a scalar register. */
    public boolean isRegister() {
        return this == REGISTER || this == TARGET;
    }

    /** The name used in the reference. */
    public String text() {
        return text;
    }

    boolean accepts(long value) {
        return minimum <= value && value <= maximum;
    }
}

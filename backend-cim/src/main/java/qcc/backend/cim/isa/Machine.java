package qcc.backend.cim.isa;

/** The sizes of a core that are fixed by the instruction set and not by the chip file. */
public final class Machine {
    /** Scalar registers of a core, r0 included. */
    public static final int REGISTERS = 32;

    /** How deep hardware loops may nest. */
    public static final int LOOP_DEPTH = 8;

    /** Instructions that one hardware loop can repeat. */
    public static final int MAX_LOOP_LENGTH = 0xFFFF;

    /** Bytes of a table read by {@code table}: one for each value of an i8. */
    public static final int TABLE_BYTES = 256;

    private Machine() {}
}

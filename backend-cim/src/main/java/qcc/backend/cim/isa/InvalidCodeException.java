package qcc.backend.cim.isa;

/** Code that is not a program of this instruction set. The message says where and why. */
public final class InvalidCodeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /**
     * @param index the instruction word at fault, counted from 0
     * @param reason what is wrong with it
     */
    public InvalidCodeException(int index, String reason) {
        super("bad instruction at word %d: %s".formatted(index, reason));
        this.index = index;
    }

    /** The instruction word at fault, counted from 0. */
    public int index() {
        return index;
    }
}

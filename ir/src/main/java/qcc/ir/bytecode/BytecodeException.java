package qcc.ir.bytecode;

/** Bytes that are not the binary form of a module. */
final class BytecodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    BytecodeException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    BytecodeException(int offset, String message, Throwable cause) {
        super(message, cause);
        this.offset = offset;
    }

    /** The byte of the file at which reading stopped. */
    int offset() {
        return offset;
    }
}

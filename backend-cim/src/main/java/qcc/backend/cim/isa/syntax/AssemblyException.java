package qcc.backend.cim.isa.syntax;

/** A text that cannot be assembled. The message begins with {@code file:line:column} and says what was expected. */
public final class AssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;

    /**
     * @param position where the text is at fault
     * @param reason what is wrong, and what was expected
     */
    public AssemblyException(Position position, String reason) {
        super(position + ": error: " + reason);
        this.position = position;
    }

    /** Where the text is at fault. */
    public Position position() {
        return position;
    }
}

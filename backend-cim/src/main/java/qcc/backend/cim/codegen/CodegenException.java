package qcc.backend.cim.codegen;

import java.util.Optional;
import qcc.ir.Location;
import qcc.ir.Op;

/** An operation for which no code can be made on the chip; the message says where it comes from and what would help. */
public final class CodegenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_PLACES = 4;

    /** A memory that is too small for a segment. */
    public enum Memory {
        INSTRUCTIONS, GLOBAL
    }

    /**
     * What a segment needs more of than the chip has: fewer operations at once may need less.
     *
     * @param operations operations of the segment that have code
     * @param needed bytes
     * @param capacity bytes
     */
    public record Shortage(Memory memory, int operations, long needed, long capacity) {}

    private final transient Optional<Shortage> shortage;

    CodegenException(Op op, String message) {
        this(op, message, Optional.empty());
    }

    CodegenException(Op op, String message, Shortage shortage) {
        this(op, message, Optional.of(shortage));
    }

    private CodegenException(Op op, String message, Optional<Shortage> shortage) {
        super("no code for '%s' at %s: %s".formatted(op.name(), place(op.location()), message));
        this.shortage = shortage;
    }

    /** The memory that is too small, if that is what is wrong. */
    public Optional<Shortage> shortage() {
        return shortage;
    }

    CodegenException(Op op, String message, Throwable cause) {
        super("no code for '%s' at %s: %s".formatted(op.name(), place(op.location()), message), cause);
        this.shortage = Optional.empty();
    }

    /** A whole network comes from more places than help a reader. */
    private static String place(Location location) {
        return location instanceof Location.Fused(_, var parts) && parts.size() > MOST_PLACES
                ? "%s and %d others".formatted(new Location.Fused(Optional.empty(), parts.subList(0, MOST_PLACES)).describe(),
                        parts.size() - MOST_PLACES)
                : location.describe();
    }
}

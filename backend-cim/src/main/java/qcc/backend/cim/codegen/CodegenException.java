package qcc.backend.cim.codegen;

import java.util.Optional;
import qcc.ir.Location;
import qcc.ir.Op;

/** An operation for which no code can be made on the chip; the message says where it comes from and what would help. */
public final class CodegenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_PLACES = 4;

    CodegenException(Op op, String message) {
        super("no code for '%s' at %s: %s".formatted(op.name(), place(op.location()), message));
    }

    CodegenException(Op op, String message, Throwable cause) {
        super("no code for '%s' at %s: %s".formatted(op.name(), place(op.location()), message), cause);
    }

    /** A whole network comes from more places than help a reader. */
    private static String place(Location location) {
        return location instanceof Location.Fused(_, var parts) && parts.size() > MOST_PLACES
                ? "%s and %d others".formatted(new Location.Fused(Optional.empty(), parts.subList(0, MOST_PLACES)).describe(),
                        parts.size() - MOST_PLACES)
                : location.describe();
    }
}

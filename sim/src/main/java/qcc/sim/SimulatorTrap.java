package qcc.sim;

import java.io.Serializable;

/** A program did what the machine forbids. The message names segment, core, instruction and the operation it was made for. */
public final class SimulatorTrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Place place;
    private final String reason;

    /**
     * Where a program trapped.
     *
     * @param segment the segment's index in the bundle
     * @param core the core's number
     * @param instruction the instruction's index, or -1 where the core's whole program is at fault
     * @param text the disassembled instruction, empty if it cannot be decoded or none is at fault
     * @param operation the operation it was made for, empty if the source map does not say
     */
    public record Place(int segment, int core, int instruction, String text, String operation) implements Serializable {
        @Override
        public String toString() {
            var where = new StringBuilder("segment %d, core %d".formatted(segment, core));
            if (instruction >= 0) {
                where.append(", instruction ").append(instruction);
            }
            if (!text.isEmpty()) {
                where.append(" (").append(text).append(')');
            }
            if (!operation.isEmpty()) {
                where.append(", from ").append(operation);
            }
            return where.toString();
        }
    }

    SimulatorTrap(Place place, String reason) {
        super("trap at %s: %s".formatted(place, reason));
        this.place = place;
        this.reason = reason;
    }

    /** Where it happened. */
    public Place place() {
        return place;
    }

    /** What was wrong, without the place. */
    public String reason() {
        return reason;
    }
}

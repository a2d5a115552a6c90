package qcc.backend.host.schedule;

import qcc.ir.Op;

/** An operation for which the host has no command. */
public final class ScheduleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScheduleException(Op op, String message) {
        super("no host command for '%s' at %s: %s".formatted(op.name(), op.location().describe(), message));
    }
}

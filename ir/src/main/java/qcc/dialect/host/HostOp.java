package qcc.dialect.host;

/** Every operation of the dialect; sealed, so that the schedule and interpretation are checked for completeness. */
public sealed interface HostOp permits CallOp, LaunchOp, LoadSegmentOp {}

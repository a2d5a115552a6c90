package qcc.example.bit;

// [family]
/** An operation of the {@code bit} dialect. */
public sealed interface BitOp permits ReverseOp, RotateOp {}
// [end]

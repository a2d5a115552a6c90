package qcc.dialect.array;

/** Reductions over a sliding window. */
public sealed interface ArrayWindow extends ArrayOp permits MaxPoolOp {}

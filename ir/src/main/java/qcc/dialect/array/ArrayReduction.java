package qcc.dialect.array;

/** One output element for all elements along some axes. */
public sealed interface ArrayReduction extends ArrayOp permits ReduceOp {}

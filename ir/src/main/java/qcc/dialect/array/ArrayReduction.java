package qcc.dialect.array;

/** Operations along axes. */
public sealed interface ArrayReduction extends ArrayOp permits ArgExtremeOp, CumulativeOp, ReduceOp, TopKOp {}

package qcc.dialect.nn;

/** Reductions over whole axes, and normalizations that need one. */
public sealed interface NnReduction extends NnOp permits LrnOp, MeanOp, SoftmaxOp {}

package qcc.dialect.nn;

/** Sums of products with weights or between activations. */
public sealed interface NnProduct extends NnOp permits ConvOp, LinearOp, MatMulOp {}

package qcc.dialect.nn;

/** Moves elements; computes none. */
public sealed interface NnShape extends NnOp permits ConcatOp, FlattenOp, PadOp, ReshapeOp, SliceOp, SqueezeOp, TransposeOp, UnsqueezeOp {}

package qcc.dialect.cim;

/** Operations that only move bytes. */
public sealed interface CimMoveOp extends CimOp permits ConcatOp, PadOp, SliceOp, TransposeOp, ViewOp {}

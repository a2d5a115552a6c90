package qcc.dialect.arith;

/** An operation of the {@code arith} dialect. */
public sealed interface ArithOp permits ConstantOp, BinaryOp, SelectOp {}

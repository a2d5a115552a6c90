package qcc.dialect.cf;

/** An operation of the {@code cf} dialect. */
public sealed interface CfOp permits BranchOp, CondBranchOp {}

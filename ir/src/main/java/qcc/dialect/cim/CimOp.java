package qcc.dialect.cim;

/** Every operation of the dialect; sealed, so that code generation and interpretation are checked for completeness. */
public sealed interface CimOp permits GroupOp, CimComputeOp, CimMoveOp {}

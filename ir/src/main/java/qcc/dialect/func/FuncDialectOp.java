package qcc.dialect.func;

/** The operations of the {@code func} dialect. */
public sealed interface FuncDialectOp permits CallOp, FuncOp, ReturnOp {}

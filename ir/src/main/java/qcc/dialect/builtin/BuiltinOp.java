package qcc.dialect.builtin;

/** The operations of the {@code builtin} dialect. */
public sealed interface BuiltinOp permits ModuleOp, UnrealizedConversionCastOp {}

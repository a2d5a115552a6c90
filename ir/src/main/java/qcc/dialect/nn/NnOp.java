package qcc.dialect.nn;

/** Every operation of the dialect; sealed into families, so that a switch over it is checked for completeness. */
public sealed interface NnOp permits ConstantOp, NnProduct, NnElementwise, NnPool, NnReduction, NnShape, NnDynamic {}

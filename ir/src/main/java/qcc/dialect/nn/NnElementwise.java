package qcc.dialect.nn;

/** One output element for one element of each operand, after broadcasting. */
public sealed interface NnElementwise extends NnOp permits AddOp, BatchNormOp, CastOp, ClampOp, DivOp, DropoutOp, IdentityOp, MulOp, ReluOp,
        RequantizeOp, SigmoidOp, SubOp, TanhOp, UnaryOp {}

package qcc.dialect.array;

/** Elements that positions and indices decide about. */
public sealed interface ArrayGeneration extends ArrayOp permits EyeLikeOp, OneHotOp, RangeOp, TriangleOp {}

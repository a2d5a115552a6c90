package qcc.dialect.array;

/** One output element for one element of each operand, after broadcasting. */
public sealed interface ArrayElementwise extends ArrayOp permits BinaryOp, ClassifyOp, CompareOp, SelectOp {}

package qcc.dialect.array;

/** Linear algebra. */
public sealed interface ArrayAlgebra extends ArrayOp permits DeterminantOp, EinsumOp {}

package qcc.dialect.array;

/** Steps through sequences with a state. */
public sealed interface ArrayRecurrent extends ArrayOp permits RecurrentOp {}

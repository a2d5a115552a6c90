package qcc.ir;

/** Ends a block; successors and the operation around it say where control goes. */
public interface Terminator {}

package qcc.ir;

/** Moves or renames elements and computes none: every element of the result is an element of the first operand. */
public interface ValuePreserving {}

package qcc.ir;

/** Its regions use no value from outside: it can be compiled by itself, in parallel with its neighbors. */
public interface IsolatedFromAbove {}

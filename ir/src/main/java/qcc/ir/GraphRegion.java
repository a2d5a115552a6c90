package qcc.ir;

/** Its regions hold operations in no particular order: a value may be used before the operation that makes it. */
public interface GraphRegion {}

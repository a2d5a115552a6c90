package qcc.ir;

/** All operands and results have one type. */
public interface SameOperandsAndResultType {}

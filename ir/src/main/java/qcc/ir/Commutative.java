package qcc.ir;

/** The operands may be exchanged. */
public interface Commutative {}

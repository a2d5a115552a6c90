package qcc.ir;

/** The blocks of its regions need no terminator. */
public interface NoTerminator {}

package qcc.ir;

/** Hands its operands to what a symbol names, and gives on its results. */
public interface CallLike {
    /** The symbol that is called, in the nearest holder of symbols around the operation. */
    String callee();

    /** Whether the body may stand in the place of the call. */
    boolean isInlinable();
}

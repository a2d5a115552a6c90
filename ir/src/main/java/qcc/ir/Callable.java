package qcc.ir;

/** A symbol that calls hand over to: the arguments of its body's entry block take the operands, its terminator gives the results. */
public interface Callable extends SymbolOp {
    /** What is executed; empty if it is only declared. */
    Region body();
}

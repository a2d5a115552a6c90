package qcc.ir;

/** What folding an operation with one result found. */
public sealed interface FoldResult {
    FoldResult NONE = new None();

    /** Nothing simpler is known. */
    record None() implements FoldResult {}

    /** The result equals a value that exists already. */
    record To(Value value) implements FoldResult {}

    /** The result is a constant; the dialect of the operation makes the operation that holds it. */
    record ToConstant(Attribute value) implements FoldResult {}
}

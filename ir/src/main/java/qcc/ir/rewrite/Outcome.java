package qcc.ir.rewrite;

/** What a pattern did with the operation it was given. */
public sealed interface Outcome {
    Outcome APPLIED = new Applied();

    /** The pattern has changed the IR. */
    record Applied() implements Outcome {}

    /**
     * The pattern does not fit, and the IR is as it was.
     *
     * @param why a phrase for a person, such as "the grids differ"
     */
    record NoMatch(String why) implements Outcome {}
}

package qcc.chip;

/** Operations a core's vector unit may offer. */
public enum VectorOp {
    ADD, SUB, MUL, MAX, CLIP,
    /** Look-up in a table of 256 entries. */
    TABLE,
    /** Sums onto an output grid. */
    REQUANTIZE,
    /** Maximum and average over windows. */
    POOL,
    /** Sum or mean over all positions of a channel. */
    REDUCE,
    /** Moves within local memory. */
    COPY
}

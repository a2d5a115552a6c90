package qcc.dialect.nn;

/** Reductions over a sliding window, channel by channel. */
public sealed interface NnPool extends NnOp permits AvgPoolOp, MaxPoolOp {
    /** The window over the spatial axes. */
    Window window();

    /** The order of the axes of input and result. */
    Layout layout();
}

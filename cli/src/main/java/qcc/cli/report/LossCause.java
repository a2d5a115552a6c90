package qcc.cli.report;

/** What makes an analog product differ from the exact one. */
public enum LossCause {
    /** Column sums lie between the codes of converters. */
    ROUNDING,
    /** Column sums lie beyond the last code. */
    CLIPPING,
    /** The mean of the error, whatever it comes from: it shifts a whole output channel. */
    BIAS,
    /** Cells do not hold the weights they were given. */
    WEIGHTS,
    /** Reading and driving: noise, wires, converters' own errors. */
    DEVICE
}

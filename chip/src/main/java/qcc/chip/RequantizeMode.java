package qcc.chip;

/** Ways to bring a sum onto an output grid. */
public enum RequantizeMode {
    /** Fixed-point multiplier, two roundings (gemmlowp, TFLM). */
    DOUBLE,
    /** Fixed-point multiplier, one rounding. */
    SINGLE,
    /** Multiplication in f32, half to even. */
    FLOAT,
    /** Power-of-two scales: a rounding shift. */
    SHIFT
}

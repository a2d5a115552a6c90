package qcc.chip;

/**
 * Measured time of one product, where only that is known; it overrides the computed one.
 *
 * @param latencyNs from the inputs to the sums in ns
 * @param intervalNs from one product to the next on the same crossbar in ns
 */
public record Timing(double latencyNs, double intervalNs) {
    static Timing read(Section section) {
        return new Timing(section.number("latency_ns", Bounds.POSITIVE), section.number("interval_ns", Bounds.POSITIVE));
    }
}

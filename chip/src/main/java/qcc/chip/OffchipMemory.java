package qcc.chip;

/**
 * Memory outside the chip.
 *
 * @param gbPerS bandwidth in 10^9 bytes per second
 * @param latencyNs time before the first byte in ns
 * @param pjPerByte energy per byte moved, in pJ
 */
public record OffchipMemory(double gbPerS, double latencyNs, double pjPerByte) {
    static OffchipMemory read(Section section) {
        return new OffchipMemory(section.number("gb_per_s", Bounds.POSITIVE), section.number("latency_ns", Bounds.NOT_NEGATIVE, 0),
                section.energy("pj_per_byte"));
    }
}

package qcc.chip;

/**
 * A memory on the chip.
 *
 * @param kib capacity in KiB
 * @param bytesPerCycle bytes its port moves per clock
 * @param latencyCycles clocks before the first byte
 * @param pjPerByte energy per byte moved, in pJ
 */
public record Memory(int kib, double bytesPerCycle, int latencyCycles, double pjPerByte) {
    /** Capacity in bytes. */
    public long bytes() {
        return kib * 1024L;
    }

    static Memory read(Section section) {
        return new Memory(section.integer("kib", Bounds.COUNT), section.number("bytes_per_cycle", Bounds.POSITIVE),
                section.integer("latency_cycles", Bounds.COUNT_OR_NONE, 0), section.energy("pj_per_byte"));
    }
}

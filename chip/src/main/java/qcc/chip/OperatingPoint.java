package qcc.chip;

/**
 * A supply voltage at which the chip may run.
 *
 * @param v supply in volts
 * @param clockMhz clock at this supply in MHz
 * @param pjScale factor on every energy of the file
 */
public record OperatingPoint(double v, double clockMhz, double pjScale) {
    static OperatingPoint read(Section section) {
        return new OperatingPoint(section.number("v", Bounds.POSITIVE), section.number("clock_mhz", Bounds.POSITIVE),
                section.number("pj_scale", Bounds.POSITIVE, 1.0));
    }
}

package qcc.chip;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A supply voltage at which the chip may run.
 *
 * @param v supply in volts
 * @param clockMhz clock at this supply in MHz
 * @param pjScale factor on every energy of the file
 */
public record OperatingPoint(double v, double clockMhz, double pjScale) {
    static final String IN_FORCE = "operating_point";
    static final String ALL = "operating_points";

    /** The supply as text: {@code 0.8 V}. */
    String volts() {
        return BigDecimal.valueOf(v).stripTrailingZeros().toPlainString() + " V";
    }

    /** What may be chosen, for a message. */
    static String choices(List<OperatingPoint> points) {
        return points.isEmpty()
                ? "describe one: operating_points: [{v: ..., clock_mhz: ..., pj_scale: ...}]"
                : "the supplies are " + points.stream().map(OperatingPoint::volts).collect(Collectors.joining(", "));
    }

    /** All that a file gives; each supply once. */
    static List<OperatingPoint> list(Section file) {
        var points = file.optionalList(ALL, (node, path) -> file.item(node, path, OperatingPoint::read));
        var seen = new HashSet<Double>();
        points.stream().filter(point -> !seen.add(point.v)).findFirst()
                .ifPresent(point -> file.problem(ALL, ALL + " gives " + point.volts() + " twice", "remove one of the two"));
        return points;
    }

    /** The one that a file chooses. */
    static Optional<OperatingPoint> inForce(Section file, List<OperatingPoint> points) {
        if (!file.has(IN_FORCE)) {
            return Optional.empty();
        }
        double volts = file.number(IN_FORCE, Bounds.POSITIVE, 0);
        var found = points.stream().filter(point -> point.v == volts).findFirst();
        if (found.isEmpty() && file.sound()) {
            file.problem(IN_FORCE, IN_FORCE + " is a supply that operating_points does not give", choices(points));
        }
        return found;
    }

    private static OperatingPoint read(Section section) {
        return new OperatingPoint(section.number("v", Bounds.POSITIVE), section.number("clock_mhz", Bounds.POSITIVE),
                section.number("pj_scale", Bounds.POSITIVE, 1.0));
    }
}

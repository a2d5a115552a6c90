package qcc.cli.report;

import java.util.List;
import java.util.Locale;

/** Physical quantities in the unit that leaves one to three digits before the point. */
final class Quantity {
    private static final double STEP = 1000;

    private Quantity() {}

    /** An energy, given in pJ. */
    static String energy(double picojoules) {
        return text(picojoules, List.of("pJ", "nJ", "µJ", "mJ", "J"));
    }

    /** A time, given in ns. */
    static String time(double nanoseconds) {
        return text(nanoseconds, List.of("ns", "µs", "ms", "s"));
    }

    private static String text(double value, List<String> units) {
        var scaled = value;
        var unit = 0;
        while (Math.abs(scaled) >= STEP && unit < units.size() - 1) {
            scaled /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%,.3f %s", scaled, units.get(unit));
    }
}

package qcc.cli;

import java.util.Locale;
import qcc.sim.SimulationReport;

/** Time and energy of each operation of the network as a table in plain text. */
final class OperationTable {
    private OperationTable() {}

    /** Cycles are those of all cores together. */
    static String of(SimulationReport report) {
        var text = new StringBuilder(String.format(Locale.ROOT, "%n%12s %12s %12s %12s %12s %12s  %s%n", "products", "moves", "vector",
                "control", "waiting", "energy nJ", "operation (cycles summed over cores)"));
        for (var operation : report.operations()) {
            row(text, operation.causes(), operation.energy().total(), operation.operation().isEmpty() ? "-" : operation.operation());
        }
        row(text, report.causes(), report.energy().total(), "in all, with leakage");
        return text.toString();
    }

    private static void row(StringBuilder text, SimulationReport.Causes causes, double picojoules, String name) {
        text.append(String.format(Locale.ROOT, "%12d %12d %12d %12d %12d %12.3f  %s%n", causes.product(), causes.move(), causes.vector(),
                causes.control(), causes.waiting(), picojoules / 1e3, name));
    }
}

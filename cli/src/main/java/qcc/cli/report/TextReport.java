package qcc.cli.report;

import java.util.Locale;
import qcc.sim.SimulationReport;

/** Operations and what they take of crossbars as tables in plain text. */
public final class TextReport {
    private TextReport() {}

    static String of(RunReport report) {
        var figures = report.figures();
        var accuracy = report.top1() == null ? "" : String.format(Locale.ROOT, "  top-1  %14.2f %%\n", report.top1());
        return String.format(Locale.ROOT, "%s on %s: %d samples\n%s  cycles %14d for an inference\n  time   %14.3f us for an inference\n"
                + "  every  %14.3f us one inference; bottleneck: %s\n  energy %14.4f uJ for an inference\n", report.network(),
                figures.chip(), report.samples(), accuracy, figures.cycles(),
                report.microseconds(), figures.intervalNanoseconds() / 1e3, figures.bottleneck().text(), figures.energy().total() / 1e6)
                + table(report);
    }

    /** The operations of each core and their sum, and what they take of crossbars. */
    public static String table(RunReport report) {
        return operations(report.figures()) + products(report);
    }

    private static String products(RunReport report) {
        var text = new StringBuilder(String.format(Locale.ROOT, "\n%5s %7s %9s %11s %6s %10s %7s  %-22s %s\n", "core", "groups",
                "crossbars", "cells used", "copies", "products", "phases", "converters", "operation"));
        for (var row : report.products()) {
            text.append(String.format(Locale.ROOT, "%5d %7d %9d %10.2f%% %6d %10d %7d  %-22s %s\n", row.core(), row.groups(),
                    row.crossbars(), row.utilizationPercent(), row.copies(), row.products(), row.phases(),
                    row.converter().isEmpty() ? "exact sums" : row.converter(),
                    row.location().isEmpty() ? row.operation() : row.operation() + " at " + row.location()));
        }
        return text.toString();
    }

    private static String operations(SimulationReport figures) {
        var text = new StringBuilder(String.format(Locale.ROOT, "\n%5s %12s %7s %12s %12s %12s %12s %12s %12s  %s\n", "core", "cycles",
                "share", "products", "moves", "vector", "control", "waiting", "energy nJ", "operation"));
        for (var row : OperationRow.of(figures)) {
            var place = row.location().isEmpty() ? row.label() : row.label() + " at " + row.location();
            append(text, Integer.toString(row.core()), row.sharePercent(), row.causes(), row.energy().total(), place);
        }
        append(text, "all", 100, figures.causes(), figures.energy().total(), "in all, with copies and leakage in the energy");
        return text.toString();
    }

    private static void append(StringBuilder text, String core, double share, SimulationReport.Causes causes, double picojoules,
            String name) {
        text.append(String.format(Locale.ROOT, "%5s %12d %6.2f%% %12d %12d %12d %12d %12d %12.3f  %s\n", core, causes.total(), share,
                causes.product(), causes.move(), causes.vector(), causes.control(), causes.waiting(), picojoules / 1e3, name));
    }
}

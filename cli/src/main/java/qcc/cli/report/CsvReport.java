package qcc.cli.report;

import java.util.Locale;

/** Operations as comma-separated values in the manner of RFC 4180, with a header; energies in pJ. The last columns are empty where no crossbar is used. */
final class CsvReport {
    private static final String HEADER = "location,operation,core,cycles,share_percent,product,move,vector,control,waiting,"
            + "energy_pj,array_pj,converters_pj,memories_pj,vector_pj,network_pj,"
            + "groups,crossbars,cells,utilization_percent,copies,products,phases,converter\n";

    private CsvReport() {}

    static String of(RunReport report) {
        var text = new StringBuilder(HEADER);
        for (var row : report.operations()) {
            var causes = row.causes();
            var energy = row.energy();
            text.append(String.format(Locale.ROOT, "%s,%s,%d,%d,%.4f,%d,%d,%d,%d,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%s\n",
                    field(row.location()), field(row.operation()), row.core(), row.cycles(), row.sharePercent(), causes.product(),
                    causes.move(), causes.vector(), causes.control(), causes.waiting(), energy.total(), energy.array(),
                    energy.converters(), energy.memories(), energy.vector(), energy.network(),
                    report.productOf(row).map(CsvReport::crossbars).orElse(",,,,,,,")));
        }
        return text.toString();
    }

    private static String crossbars(ProductRow row) {
        return String.format(Locale.ROOT, "%d,%d,%d,%.4f,%d,%d,%d,%s", row.groups(), row.crossbars(), row.cells(),
                row.utilizationPercent(), row.copies(), row.products(), row.phases(), field(row.converter()));
    }

    private static String field(String text) {
        var plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}

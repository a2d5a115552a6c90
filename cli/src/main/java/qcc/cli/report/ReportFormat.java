package qcc.cli.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms of a report, chosen by the ending of the file's name. */
public enum ReportFormat {
    /** One self-contained page. */
    HTML(".html"),
    /** A line for each operation and core. */
    CSV(".csv"),
    /** All figures, for programs. */
    JSON(".json"),
    /** The operations as a table. */
    TEXT(".txt");

    private final String ending;

    ReportFormat(String ending) {
        this.ending = ending;
    }

    /** The form for a file, none if its ending is no form's. */
    public static Optional<ReportFormat> of(String file) {
        return Arrays.stream(values()).filter(format -> file.endsWith(format.ending)).findFirst();
    }

    /** All endings, for messages. */
    public static String endings() {
        return Arrays.stream(values()).map(format -> format.ending).collect(Collectors.joining(", "));
    }

    /** The file's content. */
    public String render(RunReport report) {
        return switch (this) {
            case HTML -> HtmlReport.of(report);
            case CSV -> CsvReport.of(report);
            case JSON -> JsonReport.of(report);
            case TEXT -> TextReport.of(report);
        };
    }
}

package qcc.cli.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms of a picture; the ending of a file's name chooses one. */
public enum GraphFormat {
    DOT, SVG, PNG, PDF;

    /** The form for a file, none if its ending is of no form. */
    public static Optional<GraphFormat> of(String file) {
        return Arrays.stream(values()).filter(format -> file.toLowerCase(Locale.ROOT).endsWith(format.ending())).findFirst();
    }

    /** All endings, for a message. */
    public static String endings() {
        return Arrays.stream(values()).map(GraphFormat::ending).collect(Collectors.joining(", "));
    }

    /** As Graphviz calls it. */
    String graphvizName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String ending() {
        return "." + graphvizName();
    }
}

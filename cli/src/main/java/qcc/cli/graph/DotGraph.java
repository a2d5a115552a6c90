package qcc.cli.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A directed graph in Graphviz's language, written from the top down: clusters, boxes inside them, and edges behind all of them. */
final class DotGraph {
    private static final int LABEL_WIDTH = 44;
    private static final String INDENT = "  ";
    private static final int LARGE = 400;
    private static final String HEADER = """
            digraph qcc {
              graph [fontname="Helvetica", fontsize=12, labeljust=l, nodesep=0.25, ranksep=0.35, label=%s, labelloc=t]
              node [fontname="Helvetica", fontsize=10, shape=box, style="filled,rounded", color="#5a6676", fillcolor="#ffffff", margin="0.12,0.06"]
              edge [fontname="Helvetica", fontsize=8, color="#5a6676", fontcolor="#5a6676", arrowsize=0.6]
            """;

    /** The outline of a box. */
    enum Outline {
        ROUNDED("box", "filled,rounded"), SQUARE("box", "filled"), STRIPED("box", "striped"), TERMINAL("ellipse", "filled"), STORE(
                "cylinder", "filled");

        private final String shape;
        private final String style;

        Outline(String shape, String style) {
            this.shape = shape;
            this.style = style;
        }
    }

    private final StringBuilder body = new StringBuilder();
    private final StringBuilder edges = new StringBuilder();
    private final String title;
    private int depth = 1;
    private int nodes;
    private int clusters;

    DotGraph(String title) {
        this.title = title;
    }

    /** Opens a cluster; boxes belong to it until {@link #close}. */
    void open(String label, String fill) {
        line("subgraph cluster_" + clusters++ + " {");
        depth++;
        line("graph [label=" + quote(List.of(label)) + ", style=\"filled,rounded\", color=\"#aab4c0\", fillcolor=\"" + fill + "\"]");
    }

    void close() {
        depth--;
        line("}");
    }

    /**
     * Adds a box.
     *
     * @param lines its text; a line that is too long is cut
     * @param fill colors as Graphviz writes them; several, separated by colons, for {@link Outline#STRIPED}
     * @return its name, for edges
     */
    String box(List<String> lines, Outline outline, String fill) {
        var name = "n" + nodes++;
        var outlined = outline == Outline.ROUNDED ? "" : ", shape=" + outline.shape + ", style=\"" + outline.style + "\"";
        line(name + " [label=" + quote(lines) + ", fillcolor=\"" + fill + "\"" + outlined + "]");
        return name;
    }

    /** Adds an edge of the usual width. */
    void edge(String from, String to, List<String> label) {
        edge(from, to, label, 1);
    }

    /**
     * Adds an edge.
     *
     * @param width of its line, in points
     */
    void edge(String from, String to, List<String> label, double width) {
        var attributes = new ArrayList<String>();
        if (!label.isEmpty()) {
            attributes.add("label=" + quote(label.stream().map(line -> " " + line + " ").toList()));
        }
        if (width != 1) {
            attributes.add(String.format(Locale.ROOT, "penwidth=%.2f", width));
        }
        edges.append(INDENT).append(from).append(" -> ").append(to);
        edges.append(attributes.isEmpty() ? "" : " [" + String.join(", ", attributes) + "]").append('\n');
    }

    /** The graph's text; equal graphs give equal bytes. */
    String text() {
        var header = String.format(Locale.ROOT, HEADER, quote(List.of(title)));
        // Beyond this size a bound on the search for an order without crossings keeps the layout within seconds.
        var limits = nodes > LARGE ? INDENT + "graph [nslimit=2, nslimit1=2, mclimit=0.5]\n" : "";
        return header + limits + body + edges + "}\n";
    }

    private void line(String text) {
        body.repeat(INDENT, depth).append(text).append('\n');
    }

    private static String quote(List<String> lines) {
        var text = new StringBuilder("\"");
        for (var i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : "\\n").append(escape(shorten(lines.get(i))));
        }
        return text.append('"').toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ");
    }

    /** Keeps both ends, which tell more than the middle of a path-like name. */
    private static String shorten(String text) {
        if (text.length() <= LABEL_WIDTH) {
            return text;
        }
        var head = LABEL_WIDTH / 3;
        return text.substring(0, head) + "…" + text.substring(text.length() - (LABEL_WIDTH - head - 1));
    }
}

package qcc.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DotGraphTest {
    @Test
    void textIsEscaped() {
        var graph = new DotGraph("a \"b\" \\ c");
        graph.box(List.of("x\"y", "back\\n", "two\nlines"), DotGraph.Outline.ROUNDED, "#ffffff");
        assertThat(graph.text()).contains("label=\"a \\\"b\\\" \\\\ c\"").contains("label=\"x\\\"y\\nback\\\\n\\ntwo lines\"");
    }

    @Test
    void longLinesKeepBothEnds() {
        var graph = new DotGraph("");
        graph.box(List.of("start/" + "x".repeat(100) + "/end", "y".repeat(44)), DotGraph.Outline.ROUNDED, "#ffffff");
        assertThat(graph.text()).containsPattern("\"start/x+…x+/end\\\\ny{44}\"").doesNotContain("x".repeat(40));
    }

    @Test
    void boxesLieInTheirClustersAndEdgesBehindThem() {
        var graph = new DotGraph("t");
        graph.open("frame", "#eeeeee");
        var inside = graph.box(List.of("in"), DotGraph.Outline.SQUARE, "#ffffff");
        graph.edge(inside, inside, List.of("4 B"), 2.5);
        graph.close();
        var outside = graph.box(List.of("out"), DotGraph.Outline.TERMINAL, "#ffffff");
        graph.edge(inside, outside, List.of());
        assertThat(graph.text().lines().skip(4)).containsExactly("  subgraph cluster_0 {",
                "    graph [label=\"frame\", style=\"filled,rounded\", color=\"#aab4c0\", fillcolor=\"#eeeeee\"]",
                "    n0 [label=\"in\", fillcolor=\"#ffffff\", shape=box, style=\"filled\"]", "  }",
                "  n1 [label=\"out\", fillcolor=\"#ffffff\", shape=ellipse, style=\"filled\"]",
                "  n0 -> n0 [label=\" 4 B \", penwidth=2.50]", "  n0 -> n1", "}");
    }
}

package qcc.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphvizTest {
    private static Graphviz installed() {
        var graphviz = Graphviz.find(System.getenv("PATH"));
        Assumptions.assumeTrue(graphviz.isPresent(), "the program 'dot' of Graphviz is not installed");
        return graphviz.get();
    }

    @Test
    void onlyProgramsOnThePathAreFound(@TempDir Path folder) throws IOException {
        assertThat(Graphviz.find("")).isEmpty();
        assertThat(Graphviz.find(folder.toString())).isEmpty();
        Files.createDirectory(folder.resolve("dot"));
        assertThat(Graphviz.find(folder.toString())).isEmpty();
    }

    @Test
    void equalGraphsGiveEqualPictures() throws IOException {
        var graph = new DotGraph("title");
        graph.edge(graph.box(List.of("from"), DotGraph.Outline.ROUNDED, Palette.PRODUCT),
                graph.box(List.of("to"), DotGraph.Outline.STRIPED, Palette.stripes(List.of(1, 2))), List.of("8 B"));
        var picture = installed().render(graph.text(), GraphFormat.SVG);
        assertThat(new String(picture, StandardCharsets.UTF_8)).contains("<svg", ">from<", ">to<", "8 B");
        assertThat(installed().render(graph.text(), GraphFormat.SVG)).isEqualTo(picture);
        assertThat(installed().render(graph.text(), GraphFormat.PNG)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void whatDotSaysIsPassedOn() {
        var graphviz = installed();
        assertThatThrownBy(() -> graphviz.render("digraph {", GraphFormat.SVG)).isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 1").hasMessageContaining("syntax error");
    }
}

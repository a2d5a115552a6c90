package qcc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunReportTest {
    private static final String ESCAPED = "&quot;&lt;b&gt;&amp;&#39;x&#39;, &quot;";

    private final RunReport report = TwoCores.report();

    @Test
    void theEndingChoosesTheForm() {
        assertThat(ReportFormat.of("a.b/report.html")).contains(ReportFormat.HTML);
        assertThat(ReportFormat.of("r.csv")).contains(ReportFormat.CSV);
        assertThat(ReportFormat.of("r.json")).contains(ReportFormat.JSON);
        assertThat(ReportFormat.of("r.txt")).contains(ReportFormat.TEXT);
        assertThat(ReportFormat.of("html")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void equalRunsGiveEqualBytesInEveryLocale(ReportFormat format) {
        var locale = Locale.getDefault();
        var text = format.render(report);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(format.render(TwoCores.report())).isEqualTo(text);
        } finally {
            Locale.setDefault(locale);
        }
        assertThat(text).endsWith("\n").doesNotContain("\r");
    }

    @Test
    void sharesAreAllOfTheCycles() {
        assertThat(report.operations().stream().mapToLong(OperationRow::cycles).sum()).isEqualTo(report.figures().causes().total());
        assertThat(report.operations().stream().mapToDouble(OperationRow::sharePercent).sum()).isBetween(99.999, 100.001);
        assertThat(report.operations()).extracting(OperationRow::operation).containsExactly("nn.add", "nn.conv", "cim.move", "");
        assertThat(report.operations()).extracting(OperationRow::core).containsExactly(0, 2, 2, 0);
        assertThat(report.operations().get(1).location()).isEqualTo("\"<b>&'x', \"");
    }

    @Test
    void cellsAreCounted() {
        var core = report.hardware().cores().getLast();
        assertThat(core.core()).isEqualTo(2);
        assertThat(core.crossbars()).isEqualTo(1);
        assertThat(core.cells()).isEqualTo(TwoCores.CELLS);
        assertThat(core.localBytes()).isEqualTo(777);
        assertThat(report.hardware().cores().getFirst().cells()).isZero();
        assertThat(report.hardware().globalBytes()).isEqualTo(128);
    }

    @Test
    void thePageNamesEveryOperationEscaped() {
        var page = ReportFormat.HTML.render(report);
        assertThat(page).contains("<td class=\"t\">" + ESCAPED + "</td><td class=\"w\">nn.conv</td><td>2</td>")
                .contains("<td class=\"t\">&quot;Add&quot;</td><td class=\"w\">nn.add</td><td>0</td>")
                .contains("<td class=\"t\"></td><td class=\"w\">cim.move</td><td>2</td>").contains("(no operation)")
                .contains("net&lt;work&gt; on d6cim-esscirc23").contains("qcc &lt;test&gt;").doesNotContain("<b>&")
                .doesNotContain("<work>");
        assertThat(page).contains("87.50 %", "top-1").contains("<td>2,048</td>");
    }

    @Test
    void thePageNeedsNothingElse() {
        var page = ReportFormat.HTML.render(report);
        assertThat(page).doesNotContain("<script").doesNotContain("http").doesNotContain("src=").doesNotContain("@import")
                .doesNotContain("url(");
    }

    /** HTML allows more than XML, but a page that is well formed as XML has no element left open. */
    @Test
    void everyElementIsClosed() throws Exception {
        var page = ReportFormat.HTML.render(report).replaceFirst("<!DOCTYPE html>", "").replaceAll("<(meta [^>]*)>", "<$1/>");
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(1);
        var rows = document.getElementsByTagName("tr");
        for (var i = 0; i < rows.getLength(); i++) {
            var cells = rows.item(i).getChildNodes().getLength();
            var table = rows.item(i).getParentNode().getParentNode();
            assertThat(cells).isEqualTo(((org.w3c.dom.Element) table).getElementsByTagName("th").getLength());
        }
    }

    @Test
    void withoutLabelsThereIsNoAccuracy() {
        var unlabeled = RunReport.of(TwoCores.bundle(), report.figures(), 10, null);
        assertThat(ReportFormat.HTML.render(unlabeled)).doesNotContain("top-1");
        assertThat(ReportFormat.TEXT.render(unlabeled)).doesNotContain("top-1");
    }

    @Test
    void valuesAreQuotedInCsv() {
        var lines = ReportFormat.CSV.render(report).lines().toList();
        var columns = lines.getFirst().split(",").length;
        assertThat(lines).hasSize(1 + report.operations().size());
        assertThat(lines.get(1)).startsWith("\"\"\"Add\"\"\",nn.add,0,");
        assertThat(lines.get(2)).startsWith("\"\"\"<b>&'x', \"\"\",nn.conv,2,");
        assertThat(lines.get(3)).startsWith(",cim.move,2,");
        assertThat(lines.get(3).split(",", -1)).hasSize(columns);
    }

    @Test
    void jsonHoldsAllFigures() throws IOException {
        var answer = new ObjectMapper().readTree(ReportFormat.JSON.render(report));
        assertThat(answer.get("top1").asDouble()).isEqualTo(87.5);
        assertThat(answer.get("cycles_per_inference").asLong()).isEqualTo(report.figures().cycles());
        assertThat(answer.get("operations")).hasSize(4);
        assertThat(answer.get("operations").get(1).get("energy_pj").get("memories").asDouble()).isPositive();
        assertThat(answer.get("hardware").get("cores").get(1).get("cells").asInt()).isEqualTo(TwoCores.CELLS);
    }

    @Test
    void everyFormTellsTheIntervalAndItsBottleneck() throws IOException {
        var bottleneck = report.figures().bottleneck().text();
        assertThat(bottleneck).isNotEmpty();
        assertThat(ReportFormat.HTML.render(report)).contains("from one inference to the next")
                .contains("Bottleneck of the interval: " + HtmlReport.escape(bottleneck));
        assertThat(ReportFormat.TEXT.render(report)).contains("bottleneck: " + bottleneck);
        var answer = new ObjectMapper().readTree(ReportFormat.JSON.render(report));
        assertThat(answer.get("bottleneck").asText()).isEqualTo(bottleneck);
        assertThat(answer.get("interval_microseconds").asDouble()).isEqualTo(report.figures().intervalNanoseconds() / 1e3);
        assertThat(answer.get("loading").get("loads_of_block").asInt()).isZero();
    }

    @Test
    void theTableEndsWithTheSum() {
        var table = ReportFormat.TEXT.render(report);
        assertThat(table).contains("nn.conv at \"<b>&'x', \"\n").contains("87.50 %");
        assertThat(table.lines().filter(line -> line.startsWith("  all")).findFirst().orElseThrow()).contains("100.00%")
                .contains(Long.toString(report.figures().causes().total()));
    }
}

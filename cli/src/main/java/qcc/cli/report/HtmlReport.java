package qcc.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import qcc.sim.EnergyReport;
import qcc.sim.SimulationReport;

/** A report as one page that needs nothing else: no scripts, fonts or pictures from elsewhere. */
final class HtmlReport {
    private static final String STYLE = """
            body { font: 14px/1.5 system-ui, sans-serif; color: #1c2430; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p { margin: .25rem 0; color: #5a6676; }
            table { border-collapse: collapse; width: 100%; }
            th, td { padding: .2rem .5rem; border-bottom: 1px solid #e3e8ee; text-align: right; font-variant-numeric: tabular-nums; }
            td { white-space: nowrap; }
            th { color: #5a6676; font-weight: 600; vertical-align: bottom; }
            .t { text-align: left; white-space: normal; overflow-wrap: anywhere; } .w { text-align: left; }
            tfoot td { font-weight: 600; border-top: 2px solid #aab4c0; }
            .figures { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
            .figures div { border: 1px solid #e3e8ee; border-radius: 6px; padding: .5rem 1rem; }
            .figures b { display: block; font-size: 1.2rem; }
            .bar { display: flex; height: .8rem; min-width: 8rem; background: #edf1f5; }
            .bar i { display: block; height: 100%; }
            .key { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 1rem; vertical-align: -1px; }
            .product { background: #2f6fde; fill: #2f6fde; } .move { background: #e8912d; fill: #e8912d; }
            .vector { background: #2a9d74; fill: #2a9d74; } .control { background: #8a63d2; fill: #8a63d2; }
            .waiting { background: #b9c2cd; fill: #b9c2cd; } .plain { background: #2f6fde; }
            svg { width: 100%; background: #f7f9fb; } svg text { font-size: 11px; fill: #5a6676; }
            @media print { body { margin: 0; max-width: none; } }
            """;

    /** What cycles are spent on: the style's class, the heading and the number. */
    private record Part(String style, String name, ToDoubleFunction<SimulationReport.Causes> cycles) {}

    private static final List<Part> CAUSES = List.of(new Part("product", "products", SimulationReport.Causes::product),
            new Part("move", "moves", SimulationReport.Causes::move), new Part("vector", "vector", SimulationReport.Causes::vector),
            new Part("control", "control", SimulationReport.Causes::control),
            new Part("waiting", "waiting", SimulationReport.Causes::waiting));

    private record EnergyPart(String name, ToDoubleFunction<EnergyReport> picojoules) {}

    private static final List<EnergyPart> ENERGIES = List.of(new EnergyPart("crossbars", EnergyReport::array),
            new EnergyPart("converters", EnergyReport::converters), new EnergyPart("memories", EnergyReport::memories),
            new EnergyPart("vector units", EnergyReport::vector), new EnergyPart("network", EnergyReport::network),
            new EnergyPart("leakage", EnergyReport::leakage));

    private final RunReport report;
    private final SimulationReport figures;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(RunReport report) {
        this.report = report;
        this.figures = report.figures();
    }

    static String of(RunReport report) {
        var html = new HtmlReport(report);
        html.head();
        html.summary();
        html.bottleneck();
        html.causes();
        html.page.append(TimelinePicture.of(report.figures()));
        html.energy();
        html.operations();
        html.products();
        html.crossbars();
        html.memories();
        html.page.append("</body>\n</html>\n");
        return html.page.toString();
    }

    /** Text that means itself, in elements and in attributes. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    private void head() {
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        add("<title>%s on %s</title>\n<style>\n", escape(report.network()), escape(figures.chip()));
        page.append(STYLE);
        add("</style>\n</head>\n<body>\n<h1>%s on %s</h1>\n", escape(report.network()), escape(figures.chip()));
        add("<p>Compiled by %s; %,d samples executed. Time and energy are those of one inference.</p>\n", escape(report.producer()),
                report.samples());
    }

    private void summary() {
        add("<div class=\"figures\">\n");
        if (report.top1() != null) {
            figure("%.2f %%", report.top1(), "top-1 accuracy");
        }
        figure("%,d", figures.cycles(), "cycles");
        figure("%s", Quantity.time(figures.nanoseconds()), "time at " + number(figures.clockMhz()) + " MHz");
        figure("%s", Quantity.time(figures.intervalNanoseconds()), "from one inference to the next");
        figure("%s", Quantity.energy(figures.energy().total()), "energy");
        figure("%,d", figures.instructions(), "instructions");
        figure("%,d", figures.copyCycles(), "cycles for copies from and to the host");
        figure("%s", Quantity.time(figures.programming().nanoseconds()), "programming, once for a block of samples");
        figure("%s", Quantity.energy(figures.programming().energyPj()), "energy of programming");
        loading();
        add("</div>\n");
    }

    /** What loading segments for every block of samples costs, and how long cells stand it. */
    private void loading() {
        var reload = figures.reload();
        if (reload.loads() > 0) {
            figure("%s", Quantity.time(reload.loadNs() / reload.samples()), "loading for each inference");
            figure("%s", Quantity.energy(reload.loadPj() / reload.samples()), "energy of loading for each inference");
            figure("%,d", reload.samples(), "samples of a block");
        }
        if (reload.wears()) {
            figure("%,.3g", reload.lifetime(), "inferences until cells are worn out");
        }
    }

    private void figure(String format, Object value, String name) {
        add("<div><b>" + format + "</b>%s</div>\n", value, escape(name));
    }

    private void bottleneck() {
        add("<p>Bottleneck of the interval: %s.</p>\n", escape(figures.bottleneck().text()));
    }

    private void causes() {
        add("<h2>Cycles by cause</h2>\n<p>");
        for (var cause : CAUSES) {
            add("<span class=\"key %s\"></span>%s", cause.style, cause.name);
        }
        add("</p>\n<table>\n<thead><tr><th>core</th>");
        causeHeadings();
        add("<th>cycles</th><th class=\"t\">distribution</th></tr></thead>\n<tbody>\n");
        for (var core : figures.cores()) {
            add("<tr><td>%d</td>", core.core());
            causeCells(core.causes());
            add("<td>%,d</td><td>", core.causes().total());
            bar(core.causes());
            add("</td></tr>\n");
        }
        add("</tbody>\n<tfoot><tr><td>all</td>");
        causeCells(figures.causes());
        add("<td>%,d</td><td>", figures.causes().total());
        bar(figures.causes());
        add("</td></tr></tfoot>\n</table>\n");
    }

    private void energy() {
        add("<h2>Energy by part</h2>\n<table>\n<thead><tr><th class=\"t\">part</th><th>nJ</th><th>share</th><th class=\"t\"></th></tr></thead>\n");
        add("<tbody>\n");
        var total = figures.energy().total();
        for (var part : ENERGIES) {
            var picojoules = part.picojoules.applyAsDouble(figures.energy());
            var percent = total > 0 ? 100 * picojoules / total : 0;
            add("<tr><td class=\"t\">%s</td><td>%,.3f</td><td>%.2f %%</td><td>", part.name, picojoules / 1e3, percent);
            plainBar(percent);
            add("</td></tr>\n");
        }
        add("</tbody>\n<tfoot><tr><td class=\"t\">all</td><td>%,.3f</td><td>100.00 %%</td><td></td></tr></tfoot>\n</table>\n", total / 1e3);
    }

    private void operations() {
        add("<h2>Operations</h2>\n<p>In order of execution; a line for each core. Energy is without leakage and copies of the host.</p>\n");
        add("<table>\n<thead><tr><th class=\"t\">location</th><th class=\"w\">operation</th><th>core</th><th>cycles</th><th>share</th>");
        causeHeadings();
        add("<th>energy nJ</th><th class=\"t\">distribution</th></tr></thead>\n<tbody>\n");
        for (var row : report.operations()) {
            add("<tr><td class=\"t\">%s</td><td class=\"w\">%s</td><td>%d</td><td>%,d</td><td>%.2f %%</td>", escape(row.location()),
                    escape(row.label()), row.core(), row.cycles(), row.sharePercent());
            causeCells(row.causes());
            add("<td>%,.3f</td><td>", row.energy().total() / 1e3);
            bar(row.causes());
            add("</td></tr>\n");
        }
        add("</tbody>\n</table>\n");
    }

    private void products() {
        add("<h2>Products</h2>\n<p>What each operation takes of the crossbars of a core: the share of their cells that it uses, copies that work ");
        add("on different positions, and how often a crossbar is driven for one product.</p>\n");
        add("<table>\n<thead><tr><th class=\"t\">location</th><th>segment</th><th>core</th><th>groups</th><th>crossbars</th>");
        add("<th>cells used</th><th class=\"t\"></th><th>copies</th><th>products</th><th>phases</th><th class=\"w\">converters</th></tr></thead>\n");
        add("<tbody>\n");
        for (var row : report.products()) {
            add("<tr><td class=\"t\">%s</td><td>%d</td><td>%d</td><td>%d</td><td>%,d</td><td>%.2f %%</td><td>",
                    escape(row.location().isEmpty() ? row.operation() : row.location()), row.segment(), row.core(), row.groups(),
                    row.crossbars(), row.utilizationPercent());
            plainBar(row.utilizationPercent());
            add("</td><td>%,d</td><td>%,d</td><td>%,d</td><td class=\"w\">%s</td></tr>\n", row.copies(), row.products(), row.phases(),
                    row.converter().isEmpty() ? "exact sums" : escape(row.converter()));
        }
        add("</tbody>\n</table>\n");
    }

    private void crossbars() {
        add("<h2>Crossbars</h2>\n<table>\n<thead><tr><th>segment</th><th>core</th><th>crossbars used</th><th>crossbars there</th>");
        add("<th>cells used</th><th>cells there</th><th>share</th><th class=\"t\"></th></tr></thead>\n<tbody>\n");
        for (var core : report.hardware().cores()) {
            var percent = percent(core.cells(), core.cellCapacity());
            add("<tr><td>%d</td><td>%d</td><td>%,d</td><td>%,d</td><td>%,d</td><td>%,d</td><td>%.2f %%</td><td>", core.segment(),
                    core.core(), core.crossbars(), core.crossbarCapacity(), core.cells(), core.cellCapacity(), percent);
            plainBar(percent);
            add("</td></tr>\n");
        }
        add("</tbody>\n</table>\n");
    }

    private void memories() {
        var hardware = report.hardware();
        add("<h2>Memories</h2>\n<table>\n<thead><tr><th class=\"t\">memory</th><th>used</th><th>there</th><th>share</th>");
        add("<th class=\"t\"></th></tr></thead>\n<tbody>\n");
        memory("global memory, bytes", hardware.globalBytes(), hardware.globalCapacity());
        for (var core : hardware.cores()) {
            var place = "segment " + core.segment() + ", core " + core.core() + ": ";
            memory(place + "local memory, bytes", core.localBytes(), core.localCapacity());
            memory(place + "accumulators", core.accumulators(), core.accumulatorCapacity());
            memory(place + "instructions, bytes", core.codeBytes(), core.codeCapacity());
        }
        add("</tbody>\n</table>\n");
    }

    private void memory(String name, long used, long capacity) {
        var percent = percent(used, capacity);
        add("<tr><td class=\"t\">%s</td><td>%,d</td><td>%,d</td><td>%.2f %%</td><td>", name, used, capacity, percent);
        plainBar(percent);
        add("</td></tr>\n");
    }

    private void causeHeadings() {
        CAUSES.forEach(cause -> add("<th>%s</th>", cause.name));
    }

    private void causeCells(SimulationReport.Causes causes) {
        CAUSES.forEach(cause -> add("<td>%,.0f</td>", cause.cycles.applyAsDouble(causes)));
    }

    private void bar(SimulationReport.Causes causes) {
        add("<div class=\"bar\">");
        for (var cause : CAUSES) {
            var cycles = cause.cycles.applyAsDouble(causes);
            if (cycles > 0) {
                add("<i class=\"%s\" style=\"width:%.3f%%\"></i>", cause.style, 100 * cycles / causes.total());
            }
        }
        add("</div>");
    }

    private void plainBar(double percent) {
        add("<div class=\"bar\"><i class=\"plain\" style=\"width:%.3f%%\"></i></div>", percent);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    /** A number without needless digits. */
    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%,.3f", value);
    }

    private void add(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}

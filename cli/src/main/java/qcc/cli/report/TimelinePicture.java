package qcc.cli.report;

import java.util.Locale;
import java.util.TreeSet;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.sim.SimulationReport;
import qcc.sim.Timeline;

/** A picture of the timeline: a lane for each core, a box for each operation, in the color of what takes most of its cycles. */
final class TimelinePicture {
    private static final int WIDTH = 1200;
    private static final int LEFT = 60;
    private static final int LANE = 24;
    private static final int GAP = 4;
    private static final int TEXT_BASELINE = 15;

    private TimelinePicture() {}

    static String of(SimulationReport figures) {
        var timeline = figures.timeline();
        var lanes = new TreeSet<Integer>();
        timeline.steps().forEach(step -> lanes.add(step.core()));
        var text = new StringBuilder("<h2>Timeline</h2>\n<p>From loading to the last copy, "
                + String.format(Locale.ROOT, "%,d", timeline.cycles()) + " cycles; colors tell the largest cause.</p>\n");
        append(text, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"timeline of the cores\">\n", WIDTH,
                (lanes.size() + 1) * LANE);
        append(text, "<text x=\"4\" y=\"%d\">copies</text>\n", TEXT_BASELINE);
        for (var command : timeline.commands()) {
            if (!(command.command() instanceof Launch)) {
                box(text, timeline, 0, "move", command.start(), command.cycles(), command.command().getClass().getSimpleName());
            }
        }
        for (var core : lanes) {
            var lane = 1 + lanes.headSet(core).size();
            append(text, "<text x=\"4\" y=\"%d\">core %d</text>\n", lane * LANE + TEXT_BASELINE, core);
        }
        for (var step : timeline.steps()) {
            var name = step.operations().isEmpty() ? "waits for other cores" : String.join(" + ", step.operations());
            box(text, timeline, 1 + lanes.headSet(step.core()).size(), largest(step.causes()), step.start(), step.cycles(), name);
        }
        return text.append("</svg>\n").toString();
    }

    private static void box(StringBuilder text, Timeline timeline, int lane, String style, long start, long cycles, String name) {
        if (cycles == 0) {
            return;
        }
        var scale = (double) (WIDTH - LEFT) / timeline.cycles();
        append(text, "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" stroke=\"#fff\" stroke-width=\".5\">", style,
                LEFT + start * scale, lane * LANE, cycles * scale, LANE - GAP);
        append(text, "<title>%s: %,d cycles from %,d</title></rect>\n", HtmlReport.escape(name), cycles, start);
    }

    private static String largest(SimulationReport.Causes causes) {
        var most = Math.max(Math.max(causes.product(), causes.move()),
                Math.max(causes.vector(), Math.max(causes.control(), causes.waiting())));
        if (most == causes.product()) {
            return "product";
        }
        if (most == causes.move()) {
            return "move";
        }
        if (most == causes.vector()) {
            return "vector";
        }
        return most == causes.control() ? "control" : "waiting";
    }

    private static void append(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}

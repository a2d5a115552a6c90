package qcc.cli.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;
import qcc.cli.mapping.DataFlow;
import qcc.cli.mapping.GroupUse;

/**
 * A picture of what a bundle puts on its chip: segments and cores as frames, a box for each operation on each core with the array groups it
 * multiplies with, and an edge for values on their way with the bytes moved for one inference.
 */
public final class MappingGraph {
    /** Beyond this many operations on cores each core becomes one box. */
    private static final int MOST_STEPS = 250;
    private static final int MOST_GROUPS_LISTED = 4;
    private static final double KIB = 1024;

    private record Place(int segment, int core) {}

    private final Bundle bundle;
    private final Chip chip;
    private final DataFlow flow;
    private final DotGraph graph;
    private final Map<Integer, String> boxes = new LinkedHashMap<>();

    private MappingGraph(Bundle bundle, Chip chip, DataFlow flow, String title) {
        this.bundle = bundle;
        this.chip = chip;
        this.flow = flow;
        this.graph = new DotGraph(title);
    }

    /**
     * Draws a bundle.
     *
     * @param chip the bundle's chip
     * @return text for Graphviz
     */
    public static String of(Bundle bundle, Chip chip) {
        var flow = DataFlow.of(bundle, chip);
        var picture = new MappingGraph(bundle, chip, flow, "%s on %s".formatted(bundle.network(), chip.arch()));
        picture.draw();
        return picture.graph.text();
    }

    private void draw() {
        for (var i = 0; i < flow.nodes().size(); i++) {
            switch (flow.nodes().get(i)) {
                case DataFlow.Input input ->
                    boxes.put(i, graph.box(List.of(input.name()), DotGraph.Outline.TERMINAL, Palette.TERMINAL));
                case DataFlow.Output output ->
                    boxes.put(i, graph.box(List.of(output.name()), DotGraph.Outline.TERMINAL, Palette.TERMINAL));
                case DataFlow.HostFunction function ->
                    boxes.put(i, graph.box(List.of("host", "@" + function.name()), DotGraph.Outline.ROUNDED, Palette.HOST));
                case DataFlow.Step _ -> {}
            }
        }
        var places = places();
        var steps = places.values().stream().mapToInt(List::size).sum();
        for (var segment : places.keySet().stream().map(Place::segment).distinct().toList()) {
            graph.open("segment " + segment, Palette.DEVICE_AREA);
            places.forEach((place, nodes) -> {
                if (place.segment == segment) {
                    drawCore(place, nodes, steps > MOST_STEPS);
                }
            });
            graph.close();
        }
        drawEdges();
    }

    /** The operations of each core of each segment. */
    private Map<Place, List<Integer>> places() {
        var places = new TreeMap<Place, List<Integer>>(
                (a, b) -> a.segment == b.segment ? Integer.compare(a.core, b.core) : Integer.compare(a.segment, b.segment));
        for (var i = 0; i < flow.nodes().size(); i++) {
            if (flow.nodes().get(i) instanceof DataFlow.Step step) {
                places.computeIfAbsent(new Place(step.segment(), step.core()), _ -> new ArrayList<>()).add(i);
            }
        }
        return places;
    }

    private void drawCore(Place place, List<Integer> nodes, boolean condensed) {
        var use = coreText(place);
        if (condensed) {
            var products = nodes.stream().filter(i -> !step(i).groups().isEmpty()).count();
            var box = graph.box(List.of("core " + place.core, nodes.size() + " operations, " + products + " with products", use),
                    DotGraph.Outline.ROUNDED, Palette.core(place.core));
            nodes.forEach(node -> boxes.put(node, box));
            return;
        }
        graph.open("core " + place.core + ": " + use, Palette.CORE_AREA);
        for (var node : nodes) {
            var step = step(node);
            boxes.put(node, graph.box(lines(step), DotGraph.Outline.ROUNDED,
                    step.groups().isEmpty() ? Palette.PLAIN : Palette.core(place.core)));
        }
        graph.close();
    }

    private DataFlow.Step step(int node) {
        return (DataFlow.Step) flow.nodes().get(node);
    }

    private String coreText(Place place) {
        var type = chip.typeOf(place.core);
        var crossbars = new TreeSet<Integer>();
        var cells = 0L;
        for (var program : bundle.segments().get(place.segment).programs()) {
            if (program.core() == place.core) {
                for (var group : program.groups()) {
                    var use = GroupUse.of(group, type.xbar());
                    crossbars.addAll(use.crossbars());
                    cells += use.cells();
                }
            }
        }
        var capacity = (double) type.core().xbars() * type.xbar().rows() * type.xbar().cols();
        return String.format(Locale.ROOT, "%d of %d crossbars, %.1f %% of cells", crossbars.size(), type.core().xbars(),
                100 * cells / capacity);
    }

    private static List<String> lines(DataFlow.Step step) {
        var lines = new ArrayList<String>();
        var parts = step.operation().split(" at ", 2);
        lines.add(parts[0].isEmpty() ? "(no operation)" : parts[0]);
        if (parts.length > 1) {
            lines.add(place(parts[1]));
        }
        step.groups().stream().limit(MOST_GROUPS_LISTED).forEach(use -> lines.add(text(use)));
        if (step.groups().size() > MOST_GROUPS_LISTED) {
            lines.add("and %d more groups".formatted(step.groups().size() - MOST_GROUPS_LISTED));
        }
        if (step.constantBytes() > 0) {
            lines.add("reads %s of constants".formatted(bytes(step.constantBytes())));
        }
        return lines;
    }

    /** Of several quoted names the first, and how many more. */
    private static String place(String names) {
        var each = names.split("\", \"");
        var first = each[0].replaceAll("^\"|\"$", "");
        return each.length == 1 ? first : first + " + " + (each.length - 1);
    }

    private static String text(GroupUse use) {
        return "group %d: %d x %d, crossbar%s %s".formatted(use.group().id(), use.group().rows(), use.group().columns(),
                use.crossbars().size() == 1 ? "" : "s", use.crossbarText());
    }

    /** Operations that became one box have one edge between them, and none to themselves. */
    private void drawEdges() {
        var sums = new LinkedHashMap<List<String>, Long>();
        for (var edge : flow.edges()) {
            var ends = List.of(boxes.get(edge.from()), boxes.get(edge.to()));
            if (!ends.getFirst().equals(ends.getLast())) {
                sums.merge(ends, edge.bytes(), Long::sum);
            }
        }
        sums.forEach((ends, bytes) -> graph.edge(ends.getFirst(), ends.getLast(), List.of(bytes(bytes)), width(bytes)));
    }

    /** Ten times the traffic, half a point more. */
    private static double width(long bytes) {
        return 0.5 + Math.max(0, Math.log10(bytes / KIB)) / 2;
    }

    private static String bytes(long count) {
        if (count < KIB) {
            return count + " B";
        }
        return count < KIB * KIB
                ? String.format(Locale.ROOT, "%.1f KiB", count / KIB)
                : String.format(Locale.ROOT, "%.1f MiB", count / KIB / KIB);
    }
}

package qcc.chip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

import qcc.chip.CrossbarFaults.ConverterError;
import qcc.chip.CrossbarFaults.StuckCell;

/** Reads the crossbars of one die file and checks them against the chip. */
final class DieReader {
    private static final Pattern COLUMN = Pattern.compile("0|[1-9]\\d{0,8}");

    private final Reading reading;
    private final NodeReader values;
    private final Chip chip;
    private final Set<List<Integer>> seen = new HashSet<>();
    private final List<Die.Place> places = new ArrayList<>();

    DieReader(Reading reading, Chip chip) {
        this.reading = reading;
        this.values = new NodeReader(reading);
        this.chip = chip;
    }

    /** Where the crossbars read so far are described. */
    List<Die.Place> places() {
        return places;
    }

    CrossbarFaults crossbar(Section section) {
        places.add(section.place());
        int core = core(section);
        var type = chip.typeOf(core);
        int xbar = section.integer("xbar", Bounds.between(0, type.core().xbars() - 1));
        if (section.sound() && !seen.add(List.of(core, xbar))) {
            section.problem("xbar", "crossbar " + xbar + " of core " + core + " is given twice", "put its faults into one entry");
        }
        return new CrossbarFaults(core, xbar, new TreeSet<>(badColumns(section, type.xbar())), stuck(section, type.xbar()),
                converters(section, type.xbar()));
    }

    private int core(Section section) {
        int last = chip.coreCount() - 1;
        if (last > 0 && !section.has("core")) {
            section.problem("core", section.path("core") + " is missing on a chip of " + chip.coreCount() + " cores",
                    "name the core of the crossbar, 0 to " + last);
        }
        return section.integer("core", Bounds.between(0, last), 0);
    }

    private List<Integer> badColumns(Section section, Xbar xbar) {
        var columns = new HashSet<Integer>();
        return section.optionalList("bad_columns", (node, path) -> values.integer(node, path, index(xbar.cols()))
                .filter(column -> once(columns.add(column), node, path + ": column " + column)));
    }

    private List<StuckCell> stuck(Section section, Xbar xbar) {
        var cells = new HashSet<List<Integer>>();
        return section.optionalList("stuck", (node, path) -> stuckCell(node, path, xbar).filter(cell -> once(
                cells.add(List.of(cell.row(), cell.column())), node, path + ": cell [" + cell.row() + ", " + cell.column() + "]")));
    }

    private Optional<StuckCell> stuckCell(Node node, String path, Xbar xbar) {
        if (!(node instanceof SequenceNode list)) {
            return values.wrongType(node, path, "[row, column, value]");
        }
        var parts = list.getValue();
        if (parts.size() != 3) {
            reading.problem(node.getStartMark(), path + " has " + parts.size() + " entries", "it must be [row, column, value]");
            return Optional.empty();
        }
        var row = values.integer(parts.get(0), path + "[0]", index(xbar.rows()));
        var column = values.integer(parts.get(1), path + "[1]", index(xbar.cols()));
        var value = values.integer(parts.get(2), path + "[2]", Cell.VALUES).filter(each -> held(each, xbar, parts.get(2), path + "[2]"));
        return row.isEmpty() || column.isEmpty() || value.isEmpty()
                ? Optional.empty()
                : Optional.of(new StuckCell(row.get(), column.get(), value.get()));
    }

    private boolean held(int value, Xbar xbar, Node node, String path) {
        boolean held = xbar.cell().values().contains(value);
        if (!held) {
            reading.problem(node.getStartMark(), path + " is " + value + ", which no cell of this crossbar holds",
                    "it must be one of " + xbar.cell().values());
        }
        return held;
    }

    private Map<Integer, ConverterError> converters(Section section, Xbar xbar) {
        if (xbar.kind() == Xbar.Kind.DIGITAL && section.has("adc")) {
            section.problem("adc", section.path("adc") + " is given on a digital macro", "remove it: adders have neither gain nor offset");
        }
        var result = new HashMap<Integer, ConverterError>();
        section.named("adc", (name, converter) -> {
            if (COLUMN.matcher(name).matches() && index(xbar.cols()).contain(Integer.parseInt(name))) {
                result.put(Integer.parseInt(name), ConverterError.read(converter));
            } else {
                converter.problem("", section.path("adc") + " has the key '" + name + "'",
                        "its keys are columns, " + index(xbar.cols()).phrase());
                ConverterError.read(converter);
            }
            return converter;
        });
        return result;
    }

    private boolean once(boolean first, Node node, String what) {
        if (!first) {
            reading.problem(node.getStartMark(), what + " is given twice", "remove one of the two");
        }
        return first;
    }

    private static Bounds index(int count) {
        return Bounds.between(0, count - 1.0);
    }
}

package qcc.chip;

import java.util.List;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The cores of a chip, numbered from 0. */
public sealed interface Cores {
    /** How many there are. */
    int count();

    /** Equal cores on a grid, numbered row by row. */
    record Grid(int rows, int columns) implements Cores {
        @Override
        public int count() {
            return rows * columns;
        }
    }

    /** Cores of several types, numbered in the order of the list. */
    record Typed(List<Batch> batches) implements Cores {
        public Typed {
            batches = List.copyOf(batches);
        }

        @Override
        public int count() {
            return batches.stream().mapToInt(Batch::count).sum();
        }

        /** The type of one core. */
        public String typeOf(int core) {
            int first = 0;
            for (var batch : batches) {
                first += batch.count();
                if (core < first) {
                    return batch.type();
                }
            }
            throw new IndexOutOfBoundsException("core " + core + " of " + first);
        }
    }

    /**
     * Some cores of one type.
     *
     * @param type a name of {@code core_types}
     */
    record Batch(String type, int count) {}

    /** Reads {@code cores: 16}, {@code cores: [rows, columns]} or {@code cores: [{type: a, count: 4}, ...]}. */
    static Cores read(Section section) {
        return switch (section.value("cores")) {
            case null -> {
                section.problem("cores", section.path("cores") + " is missing", "give the number of cores, or [rows, columns] of the grid");
                yield new Grid(1, 1);
            }
            case ScalarNode _ -> new Grid(1, section.integer("cores", CORES));
            case SequenceNode list when list.getValue().stream().allMatch(MappingNode.class::isInstance) -> new Typed(section.list("cores",
                    (node, path) -> section.item(node, path, batch -> new Batch(batch.text("type"), batch.integer("count", CORES)))));
            default -> grid(section);
        };
    }

    /** Enough for any chip; the product of two stays an {@code int}. */
    Bounds CORES = Bounds.between(1, 16384);

    private static Cores grid(Section section) {
        var sides = section.integers("cores", CORES);
        if (sides.size() == 2) {
            return new Grid(sides.get(0), sides.get(1));
        }
        if (!sides.isEmpty()) {
            section.problem("cores", section.path("cores") + " has " + sides.size() + " entries",
                    "a grid is [rows, columns]; for a row of cores write their number alone");
        }
        return new Grid(1, 1);
    }
}

package qcc.chip;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A memory cell of the array.
 *
 * @param tech technology
 * @param values the weights a cell can hold in the units of its read-out, ascending: 0 to 2^bits - 1 where the file gives {@code bits}
 */
public record Cell(Tech tech, List<Integer> values) {
    /** Values any cell may hold. */
    static final Bounds VALUES = Bounds.between(-128, 255);
    private static final int MAX_BITS = 8;

    /** Cell technologies. */
    public enum Tech {
        SRAM, EDRAM, RERAM, PCM, MRAM, FEFET, FLASH
    }

    public Cell {
        values = List.copyOf(values);
    }

    /** Largest slice of a weight a cell can hold: with n values, floor(log2(n)) bits. */
    public int bits() {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(values.size());
    }

    /** Whether a cell can contribute nothing; without that, unused rows cannot be padded with zeros. */
    public boolean hasZero() {
        return values.contains(0);
    }

    static Cell read(Section section) {
        var tech = section.choice("tech", Tech.class);
        boolean listed = section.has("values");
        if (listed == section.has("bits")) {
            section.problem("values", section.path("bits") + (listed ? " and values are both given" : " is missing"),
                    "give bits (levels 0 to 2^bits - 1) or values, such as [-1, 1]");
            return new Cell(tech, List.of(0, 1));
        }
        return new Cell(tech, listed ? values(section) : levels(section.integer("bits", Bounds.between(1, MAX_BITS))));
    }

    private static List<Integer> levels(int bits) {
        return IntStream.range(0, 1 << bits).boxed().toList();
    }

    private static List<Integer> values(Section section) {
        var values = section.integers("values", VALUES);
        if (values.isEmpty()) {
            return List.of(0, 1);
        }
        if (values.size() < 2 || !values.equals(values.stream().sorted().distinct().toList())) {
            section.problem("values", section.path("values") + " is " + values, "list at least two different values in ascending order");
            return List.of(0, 1);
        }
        return values;
    }
}

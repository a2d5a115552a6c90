package qcc.chip;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Faults of one crossbar of a die.
 *
 * @param core number of its core, from 0
 * @param xbar its number in the core, from 0
 * @param badColumns physical columns that must not be used, ascending
 * @param stuck cells that always hold one value
 * @param converters errors of the converter that reads a physical column, by column
 */
public record CrossbarFaults(int core, int xbar, SortedSet<Integer> badColumns, List<StuckCell> stuck,
        Map<Integer, ConverterError> converters) {

    /**
     * A cell that cannot be programmed.
     *
     * @param row physical row
     * @param column physical column
     * @param value the value it always has, one of the cell's values
     */
    public record StuckCell(int row, int column, int value) {}

    /**
     * A converter that reads {@code gain * sum + offset}.
     *
     * @param gain factor, 1 for a perfect converter
     * @param offsetLsb offset in steps, 0 for a perfect converter
     */
    public record ConverterError(double gain, double offsetLsb) {
        private static final double LARGEST_OFFSET = 1 << 24;

        static ConverterError read(Section section) {
            return new ConverterError(section.number("gain", new Bounds(0, true, 1000), 1),
                    section.number("offset_lsb", Bounds.between(-LARGEST_OFFSET, LARGEST_OFFSET), 0));
        }
    }

    public CrossbarFaults {
        badColumns = Collections.unmodifiableSortedSet(new TreeSet<>(badColumns));
        stuck = List.copyOf(stuck);
        converters = Collections.unmodifiableMap(new TreeMap<>(converters));
    }

    static CrossbarFaults none(int core, int xbar) {
        return new CrossbarFaults(core, xbar, Collections.emptySortedSet(), List.of(), Map.of());
    }
}

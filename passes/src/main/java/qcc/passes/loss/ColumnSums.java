package qcc.passes.loss;

import java.util.ArrayList;
import java.util.List;

/** The column sums that windows of a sample produce in one group, conversion by conversion. */
final class ColumnSums {
    /** Sees the sums of all windows in one conversion of a column. */
    @FunctionalInterface
    interface Visitor {
        /** @param sums what the converter sees, one for each window; reused for the next conversion */
        void accept(int rowGroup, int plane, int phase, int[] sums);
    }

    /** Which conversions are of interest. */
    @FunctionalInterface
    interface Filter {
        /**
         * Whether to visit a conversion.
         *
         * @param least the least that the converter may see
         * @param largest the largest
         */
        boolean accepts(int plane, int rowGroup, long least, long largest);
    }

    private final ConvertedCells cells;
    private final int windows;
    /** For each row group what each phase drives, one vector for each window. */
    private final List<List<LevelBits>> driven = new ArrayList<>();

    /** @param firstChannel the first channel of the windows that the group multiplies, {@code channels} of them */
    ColumnSums(ConvertedCells cells, WindowSample sample, int firstChannel, int channels) {
        this.cells = cells;
        this.windows = sample.count();
        var elements = sample.rowsOf(firstChannel, channels);
        int first = 0;
        for (int size : cells.converter().rowGroups()) {
            int from = first;
            driven.add(cells.phases().stream().map(phase -> new LevelBits(windows, size, phase.least(), phase.largest(),
                    (window, row) -> phase.level(sample.element(window, elements[from + row])))).toList());
            first += size;
        }
    }

    ConvertedCells cells() {
        return cells;
    }

    int windows() {
        return windows;
    }

    /** Visits all conversions of a column: row group after row group, plane after plane, phase after phase. */
    void forEach(int column, Visitor visitor) {
        forEach(column, (_, _, _, _) -> true, visitor);
    }

    /** Visits the conversions of a column that a filter accepts. */
    void forEach(int column, Filter filter, Visitor visitor) {
        var sums = new int[windows];
        int first = 0;
        for (int group = 0; group < driven.size(); group++) {
            int size = cells.converter().rowGroups().get(group);
            int from = first;
            for (int p = 0; p < cells.planes().size(); p++) {
                var plane = cells.planes().get(p);
                var range = CellSums.range(cells, p, column, from, size);
                if (!filter.accepts(p, group, range.least(), range.largest())) {
                    continue;
                }
                var levels = new LevelBits(1, size, plane.least(), plane.largest(),
                        (_, row) -> plane.levels()[(from + row) * cells.columns() + column]);
                for (int phase = 0; phase < cells.phases().size(); phase++) {
                    driven.get(group).get(phase).multiply(levels, 0, sums);
                    cells.count(sums, phase, size);
                    visitor.accept(group, p, phase, sums);
                }
            }
            first += size;
        }
    }
}

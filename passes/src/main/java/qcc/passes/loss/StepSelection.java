package qcc.passes.loss;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import qcc.chip.Adc;
import qcc.chip.Adc.FullScale.Per;
import qcc.chip.Adc.FullScale.Steps;
import qcc.dialect.cim.StepTable;
import qcc.tensor.Parallel;

/**
 * Chooses the steps of converters for the column sums of products. Whatever shares a step is judged by all its sums, each error with the square of
 * what it counts in the output.
 */
final class StepSelection {
    /**
     * The conversions that share a step.
     *
     * @param owner number of the product, or of the segment that a crossbar belongs to
     * @param plane slice of the weights; for a column the plane
     * @param core core of the crossbar
     * @param crossbar crossbar of the core
     */
    private record Key(int owner, int plane, int core, int crossbar) {
        private static final int ANY = -1;
        private static final Key CHIP = new Key(ANY, ANY, ANY, ANY);
    }

    /** Where a matrix stands. */
    private record Place(ProductConversions.Part part, int product, int segment, CrossbarGrid grid) {
        Key key(Per per, int rowGroup, int plane, int column) {
            int slice = part.cells().planes().get(plane).slice();
            return switch (per) {
                case CHIP -> Key.CHIP;
                case LAYER -> new Key(product, Key.ANY, Key.ANY, Key.ANY);
                case SLICE -> new Key(product, slice, Key.ANY, Key.ANY);
                case CROSSBAR -> new Key(segment, Key.ANY, part.groups().getFirst().core(), grid.crossbar(rowGroup, slice, column));
                case COLUMN -> new Key(Key.ANY, plane, Key.ANY, grid.crossbar(rowGroup, slice, column));
            };
        }
    }

    private final Per per;
    private final Steps steps;
    private final Parallel parallel;
    private final Map<Key, SumHistogram> histograms = new HashMap<>();
    private final Map<ProductConversions.Part, Place> places = new LinkedHashMap<>();
    private final Map<ProductConversions.Part, List<Map<Key, Integer>>> columnSteps = new HashMap<>();

    StepSelection(Adc.FullScale fullScale, Parallel parallel) {
        this.per = fullScale.per();
        this.steps = fullScale.steps();
        this.parallel = parallel;
    }

    /**
     * Takes in the sums of a product.
     *
     * @param product its number
     * @param segment the number of the device function that it belongs to
     */
    void collect(ProductSums sums, int product, int segment) {
        for (var part : sums.product().parts()) {
            var place = new Place(part, product, segment, new CrossbarGrid(part.groups().getFirst(), part.cells()));
            places.put(part, place);
            if (per == Per.COLUMN) {
                columnSteps.put(part, mapColumns(part, c -> chosen(part, histograms(sums, place, c))));
            } else {
                mapColumns(part, c -> histograms(sums, place, c)).forEach(this::merge);
            }
        }
    }

    private interface ColumnFunction<T> {
        T apply(int column);
    }

    private <T> List<T> mapColumns(ProductConversions.Part part, ColumnFunction<T> function) {
        var results = new HashMap<Integer, T>();
        int columns = part.cells().columns();
        parallel.forEach(columns, c -> {
            var result = function.apply(c);
            synchronized (results) {
                results.put(c, result);
            }
        });
        return IntStream.range(0, columns).mapToObj(results::get).toList();
    }

    /** What was seen in the conversions of a column. */
    private Map<Key, SumHistogram> histograms(ProductSums sums, Place place, int column) {
        var seen = new LinkedHashMap<Key, SumHistogram>();
        double scale = sums.scale(place.part, column);
        sums.of(place.part).forEach(column, (rowGroup, plane, phase, values) -> {
            double counts = place.part.cells().worth(plane, phase) * scale / place.part.cells().divisor();
            seen.computeIfAbsent(place.key(per, rowGroup, plane, column), _ -> new SumHistogram()).add(values, counts * counts);
        });
        return seen;
    }

    private void merge(Map<Key, SumHistogram> seen) {
        seen.forEach((key, sums) -> histograms.computeIfAbsent(key, _ -> new SumHistogram()).add(sums));
    }

    private Map<Key, Integer> chosen(ProductConversions.Part part, Map<Key, SumHistogram> seen) {
        var choice = new StepChoice(part.cells().converter(), part.cells().hasSignedCodes(), steps);
        var best = new LinkedHashMap<Key, Integer>();
        seen.forEach((key, sums) -> best.put(key, choice.best(sums)));
        return best;
    }

    /** The steps of a matrix, once the sums of all products are in. */
    StepTable table(ProductConversions.Part part) {
        var place = places.get(part);
        var cells = part.cells();
        var own = columnSteps.get(part);
        var shared = own == null ? chosen(part, histogramsOf(place)) : Map.<Key, Integer>of();
        return StepTable.of(cells.converter().rowGroups().size(), cells.planes().size(), cells.columns(), (rowGroup, plane, column) -> {
            var key = place.key(per, rowGroup, plane, column);
            return own == null ? shared.get(key) : own.get(column).get(key);
        }).withFractionBits(steps.fractionBits()).reduced();
    }

    private Map<Key, SumHistogram> histogramsOf(Place place) {
        var own = new LinkedHashMap<Key, SumHistogram>();
        var cells = place.part.cells();
        for (int g = 0; g < cells.converter().rowGroups().size(); g++) {
            for (int p = 0; p < cells.planes().size(); p++) {
                for (int c = 0; c < cells.columns(); c++) {
                    var key = place.key(per, g, p, c);
                    own.computeIfAbsent(key, histograms::get);
                }
            }
        }
        return own;
    }
}

package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import qcc.chip.Adc;
import qcc.chip.Weights.Encoding;
import qcc.chip.Xbar;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.StepTable;

/** How the column sums of a layer on analog crossbars are converted: rows at a time, and the converters' steps. */
final class ConverterPlan {
    /**
     * What became of a layer.
     *
     * @param exact whether no conversion can lose anything
     * @param neededBits converter bits that lose nothing with these rows at a time
     * @param converterBits converter bits that there are
     * @param step the largest step of the converters
     * @param conversions row groups, over all crossbars of the layer
     * @param fewestConversions row groups with all active rows of the chip at a time
     */
    record Report(boolean exact, int neededBits, int converterBits, double step, int conversions, int fewestConversions) {}

    /** A matrix of a layer, [rows, columns], and where it lies in crossbars. */
    record Part(byte[] matrix, int rows, int columns, List<GroupOp.Block> blocks) {
        /** The first rows of the blocks and the end of the last, ascending. */
        private int[] boundaries() {
            return IntStream.concat(blocks.stream().mapToInt(GroupOp.Block::matrixRow), IntStream.of(rows)).distinct().sorted().toArray();
        }
    }

    /** The converters of each part, and what they make of its sums. */
    record Layer(List<Converter> converters, List<ConversionBounds> bounds, Report report) {}

    private final Xbar xbar;
    private final Adc adc;
    private final CellValues cells;
    private final Converter drive;
    private final boolean exact;

    ConverterPlan(Xbar xbar, Adc adc, int[] sliceBits, boolean exact) {
        this.xbar = xbar;
        this.adc = adc;
        this.cells = new CellValues(xbar.weights().encoding(), sliceBits);
        this.drive = new Converter(adc.bits(), StepTable.uniform(1), adc.round() == Adc.Rounding.FLOOR, Converter.INPUT_BITS,
                Math.min(xbar.input().dacBits(), Converter.INPUT_BITS), signing(xbar), List.of());
        this.exact = exact;
    }

    private static Converter.Signing signing(Xbar xbar) {
        return switch (xbar.input().signed()) {
            case NONE -> Converter.Signing.NONE;
            case OFFSET -> Converter.Signing.OFFSET;
            case MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
            case POS_NEG -> Converter.Signing.POS_NEG;
            case BIPOLAR -> Converter.Signing.BIPOLAR;
        };
    }

    /** What is known of a part while its layer is planned. */
    private record Planned(Part part, ExactnessProver prover, List<Integer> rowGroups, List<ExactnessProver.Sums> sums) {
        ColumnSums largest() {
            return (g, plane, column) -> sums.get(g).magnitude(plane, column);
        }
    }

    /**
     * The converters of all parts of a layer, whose full scale covers what its cells allow.
     *
     * @throws IllegalArgumentException if the layer must be exact and cannot be
     */
    Layer plan(List<Part> layer) {
        var parts = layer.stream().map(this::planned).toList();
        var steps = steps(parts);
        var converters = IntStream.range(0, parts.size()).mapToObj(i -> converter(steps.get(i), parts.get(i).rowGroups)).toList();
        var bounds = IntStream.range(0, parts.size()).mapToObj(i -> ConversionBounds.of(cells, parts.get(i).prover, parts.get(i).sums,
                converters.get(i), parts.get(i).part.columns)).toList();
        return new Layer(converters, bounds, report(parts, steps));
    }

    private Planned planned(Part part) {
        var prover = new ExactnessProver(cells, drive, part.matrix, part.columns);
        var rowGroups = rowGroups(prover, part);
        return new Planned(part, prover, rowGroups, prover.sums(rowGroups));
    }

    private Report report(List<Planned> parts, List<StepTable> steps) {
        int bits = parts.stream().flatMap(p -> p.sums.stream()).mapToInt(ExactnessProver.Sums::bits).max().orElse(0);
        double step = steps.stream().mapToDouble(table -> table.worth(table.largest())).max().orElse(1);
        int conversions = parts.stream().mapToInt(p -> p.rowGroups.size()).sum();
        int fewest = parts.stream().mapToInt(p -> fewestConversions(p.part)).sum();
        return new Report(step == 1 && bits <= adc.bits() || bits == 0, bits, adc.bits(), step, conversions, fewest);
    }

    private Converter converter(StepTable steps, List<Integer> rowGroups) {
        return new Converter(drive.bits(), steps, drive.floor(), drive.inputBits(), drive.dacBits(), drive.signing(), rowGroups);
    }

    /** Rows of each conversion, row block after row block of the crossbars, whose boundaries no group of rows crosses. */
    private List<Integer> rowGroups(ExactnessProver prover, Part part) {
        var result = new ArrayList<Integer>();
        var boundaries = part.boundaries();
        for (int i = 0; i + 1 < boundaries.length; i++) {
            result.addAll(exact
                    ? exactGroups(prover, boundaries[i], boundaries[i + 1])
                    : equalGroups(boundaries[i + 1] - boundaries[i]));
        }
        return result;
    }

    private List<Integer> equalGroups(int rows) {
        return IntStream.iterate(0, row -> row < rows, row -> row + xbar.activeRows()).map(row -> Math.min(xbar.activeRows(), rows - row))
                .boxed().toList();
    }

    private List<Integer> exactGroups(ExactnessProver prover, int first, int end) {
        return prover.exactGroups(first, end, xbar.activeRows(), adc.bits()).orElseThrow(() -> {
            int bits = IntStream.range(first, end).map(row -> prover.sums(row, row + 1).bits()).max().orElse(0);
            return new IllegalArgumentException("cannot be exact: a single row needs converters of %d bits, there are %d".formatted(bits,
                    adc.bits()));
        });
    }

    private int fewestConversions(Part part) {
        var boundaries = part.boundaries();
        return IntStream.range(1, boundaries.length).map(i -> Math.ceilDiv(boundaries[i] - boundaries[i - 1], xbar.activeRows())).sum();
    }

    /**
     * Rows that lose nothing leave sums within the converters' codes, so that the least full scale that covers them has steps of 1. Steps that
     * are calibrated are chosen later, from samples.
     */
    private List<StepTable> steps(List<Planned> parts) {
        var scale = adc.fullScale();
        if (exact || scale.mode() != Adc.FullScale.Mode.MAX) {
            return parts.stream().map(_ -> StepTable.uniform(1)).toList();
        }
        var fullScale = new FullScale(adc, xbar.weights().encoding() == Encoding.DIFFERENTIAL_DIGITAL ? 2 : 1);
        if (scale.per() == Adc.FullScale.Per.CHIP) {
            long codes = LongStream.of(codes(parts.getFirst().prover)).min().orElseThrow();
            return parts.stream().map(_ -> fullScale.uniform(largestOfChip(), codes)).toList();
        }
        return fullScale.steps(parts.stream().map(part -> new FullScale.Extent(part.rowGroups, codes(part.prover), part.part.columns,
                part.part.blocks, part.largest())).toList());
    }

    /** The largest code of each plane. */
    private long[] codes(ExactnessProver prover) {
        return IntStream.range(0, cells.planes()).mapToLong(p -> (1L << adc.bits() - (prover.isSigned(p) ? 1 : 0)) - 1).toArray();
    }

    private long largestOfChip() {
        int widest = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return ((1L << drive.dacBits()) - 1) * (cells.areXnor() ? 1 : (1 << widest) - 1) * xbar.activeRows();
    }
}

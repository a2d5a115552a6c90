package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import qcc.chip.Adc;
import qcc.chip.AdderTree;
import qcc.chip.Chip;
import qcc.chip.InputDrive;
import qcc.chip.Problem;
import qcc.chip.Weights.Encoding;
import qcc.chip.Xbar;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.StepTable;

/** How the column sums of a layer on analog crossbars are converted: rows at a time, and the converters' step. */
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
    record Report(boolean exact, int neededBits, int converterBits, int step, int conversions, int fewestConversions) {}

    /** A matrix of a layer, [rows, columns], and where it lies in crossbars. */
    record Part(byte[] matrix, int rows, int columns, List<GroupOp.Block> blocks) {
        /** The first rows of the blocks, ascending. */
        private int[] firstRows() {
            return blocks.stream().mapToInt(GroupOp.Block::matrixRow).distinct().sorted().toArray();
        }
    }

    /** The converters of each part. */
    record Layer(List<Converter> converters, Report report) {}

    private final Xbar xbar;
    private final Adc adc;
    private final int[] sliceBits;
    private final boolean exact;

    ConverterPlan(Xbar xbar, Adc adc, int[] sliceBits, boolean exact) {
        this.xbar = xbar;
        this.adc = adc;
        this.sliceBits = sliceBits.clone();
        this.exact = exact;
    }

    /** What stands against converted products on a chip, at its place in the chip file; empty where nothing is converted. */
    static Optional<Problem> problem(Chip chip) {
        return switch (chip.xbar().readout()) {
            case AdderTree _ -> Optional.empty();
            case Adc _ -> inputProblem(chip, chip.xbar().input()).or(() -> cellProblem(chip));
        };
    }

    private static Optional<Problem> inputProblem(Chip chip, InputDrive input) {
        return switch (input.signed()) {
            case NONE, POS_NEG, BIPOLAR -> Optional.of(chip.problemAt("xbar.input.signed",
                    "inputs of analog crossbars are driven as offset or msb_subtract, not as " + name(input.signed()),
                    "set signed to offset or msb_subtract"));
            case MSB_SUBTRACT -> input.dacBits() == 1
                    ? Optional.empty()
                    : Optional.of(chip.problemAt("xbar.input.dac_bits",
                            "phases have %d bits, but the sign bit of msb_subtract has a phase of its own".formatted(input.dacBits()),
                            "set dac_bits: 1, or signed: offset"));
            case OFFSET -> Optional.empty();
        };
    }

    private static Optional<Problem> cellProblem(Chip chip) {
        var weights = chip.xbar().weights();
        if (weights.encoding() == Encoding.XNOR) {
            return Optional.of(chip.problemAt("xbar.weights.encoding", "networks are not mapped to analog crossbars of xnor cells",
                    "use another encoding"));
        }
        var slices = weights.slices(CimLegality.weightBits());
        var bits = weights.sliceBits().subList(0, slices.orElse(weights.sliceBits().size()));
        if (bits.stream().anyMatch(b -> b > Converter.MAX_SLICE_BITS)) {
            return Optional.of(chip.problemAt("xbar.weights.slice_bits",
                    "slices of analog crossbars have at most %d bits, not %s".formatted(Converter.MAX_SLICE_BITS, bits),
                    "use more slices"));
        }
        return weights.encoding() == Encoding.TWOS_COMPLEMENT && bits.getLast() != 1
                ? Optional.of(chip.problemAt("xbar.weights.slice_bits",
                        "the last slice of a two's complement on analog crossbars has 1 bit, not %d".formatted(bits.getLast()),
                        "end with a slice of 1 bit, or use the encoding offset"))
                : Optional.empty();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The converters of all parts of a layer, whose full scale covers what its cells allow.
     *
     * @throws IllegalArgumentException if the layer must be exact and cannot be
     */
    Layer plan(List<Part> parts) {
        var provers = provers(parts);
        return plan(parts, (part, rowGroups) -> allowed(provers.get(part), rowGroups));
    }

    /**
     * The converters of all parts of a layer.
     *
     * @param sums what full scales cover where a chip does not fix them
     * @throws IllegalArgumentException if the layer must be exact and cannot be
     */
    Layer plan(List<Part> parts, ColumnSums.Source sums) {
        var provers = provers(parts);
        var rowGroups = IntStream.range(0, parts.size()).mapToObj(i -> rowGroups(provers.get(i), parts.get(i))).toList();
        var steps = steps(parts, provers, rowGroups, sums);
        int bits = IntStream.range(0, parts.size()).map(i -> neededBits(provers.get(i), rowGroups.get(i))).max().orElse(0);
        int step = steps.stream().mapToInt(StepTable::largest).max().orElse(1);
        int conversions = rowGroups.stream().mapToInt(List::size).sum();
        int fewest = parts.stream().mapToInt(this::fewestConversions).sum();
        var report = new Report(step == 1 && bits <= adc.bits() || bits == 0, bits, adc.bits(), step, conversions, fewest);
        return new Layer(IntStream.range(0, parts.size()).mapToObj(i -> converter(steps.get(i), rowGroups.get(i))).toList(), report);
    }

    private List<ExactnessProver> provers(List<Part> parts) {
        return parts.stream()
                .map(p -> new ExactnessProver(xbar.weights().encoding(), sliceBits, inputLevel(), p.matrix, p.columns)).toList();
    }

    private int dacBits() {
        return Math.min(xbar.input().dacBits(), Converter.INPUT_BITS);
    }

    private int inputLevel() {
        return (1 << dacBits()) - 1;
    }

    private Converter converter(StepTable steps, List<Integer> rowGroups) {
        var signing = switch (xbar.input().signed()) {
            case OFFSET -> Converter.Signing.OFFSET;
            case MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
            case NONE, POS_NEG, BIPOLAR -> throw new IllegalArgumentException("inputs are not driven as " + name(xbar.input().signed()));
        };
        return new Converter(adc.bits(), steps, adc.round() == Adc.Rounding.FLOOR, Converter.INPUT_BITS, dacBits(), signing, rowGroups);
    }

    /** Rows of each conversion, row block after row block of the crossbars, whose boundaries no group of rows crosses. */
    private List<Integer> rowGroups(ExactnessProver prover, Part part) {
        var result = new ArrayList<Integer>();
        var firstRows = part.firstRows();
        for (int i = 0; i < firstRows.length; i++) {
            int end = i + 1 < firstRows.length ? firstRows[i + 1] : part.rows;
            result.addAll(exact ? exactGroups(prover, firstRows[i], end) : equalGroups(end - firstRows[i]));
        }
        return result;
    }

    private List<Integer> equalGroups(int rows) {
        return IntStream.iterate(0, row -> row < rows, row -> row + xbar.activeRows()).map(row -> Math.min(xbar.activeRows(), rows - row))
                .boxed().toList();
    }

    private List<Integer> exactGroups(ExactnessProver prover, int first, int end) {
        return prover.exactGroups(first, end, xbar.activeRows(), adc.bits()).orElseThrow(() -> {
            int bits = IntStream.range(first, end).map(row -> prover.bits(row, row + 1)).max().orElse(0);
            return new IllegalArgumentException("cannot be exact: a single row needs converters of %d bits, there are %d".formatted(bits,
                    adc.bits()));
        });
    }

    private int fewestConversions(Part part) {
        var firstRows = part.firstRows();
        return IntStream.range(0, firstRows.length).map(i -> (i + 1 < firstRows.length ? firstRows[i + 1] : part.rows) - firstRows[i])
                .map(rows -> Math.ceilDiv(rows, xbar.activeRows())).sum();
    }

    private static int neededBits(ExactnessProver prover, List<Integer> rowGroups) {
        int bits = 0;
        int row = 0;
        for (int size : rowGroups) {
            bits = Math.max(bits, prover.bits(row, row + size));
            row += size;
        }
        return bits;
    }

    private static ColumnSums allowed(ExactnessProver prover, List<Integer> rowGroups) {
        var sums = new ArrayList<ExactnessProver.Sums>();
        int row = 0;
        for (int size : rowGroups) {
            sums.add(prover.sums(row, row + size));
            row += size;
        }
        return (g, plane, column) -> sums.get(g).largest(plane, column);
    }

    /**
     * Rows that lose nothing leave sums within the converters' codes, so that the least full scale that covers them has steps of 1. Steps that
     * are calibrated are chosen later, from samples.
     */
    private List<StepTable> steps(List<Part> parts, List<ExactnessProver> provers, List<List<Integer>> rowGroups, ColumnSums.Source sums) {
        var scale = adc.fullScale();
        if (exact || scale.mode() != Adc.FullScale.Mode.MAX) {
            return parts.stream().map(_ -> StepTable.uniform(1)).toList();
        }
        int codeBits = adc.bits() - (xbar.weights().encoding() == Encoding.DIFFERENTIAL_ANALOG ? 1 : 0);
        var fullScale = new FullScale(adc, (1L << codeBits) - 1,
                xbar.weights().encoding() == Encoding.DIFFERENTIAL_DIGITAL ? 2 : 1);
        if (scale.per() == Adc.FullScale.Per.CHIP) {
            return parts.stream().map(_ -> StepTable.uniform(fullScale.covering(largestOfChip()))).toList();
        }
        return fullScale.steps(IntStream.range(0, parts.size()).mapToObj(i -> new FullScale.Extent(rowGroups.get(i),
                provers.get(i).planes(), parts.get(i).columns, parts.get(i).blocks, sums.of(i, rowGroups.get(i)))).toList());
    }

    private long largestOfChip() {
        int widest = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return (long) inputLevel() * ((1 << widest) - 1) * xbar.activeRows();
    }

    /**
     * A bound on the magnitude of what is added up for an output channel before corrections. A sum rounded to a code is at most doubled: it must
     * reach half a step to count as one.
     */
    static long rawBound(Xbar xbar, Adc adc, WeightMatrix weights, int channel) {
        int count = weights.taps() * weights.inputs();
        int bits = xbar.weights().sliceBits().stream().limit(xbar.weights().slices(CimLegality.weightBits()).orElseThrow())
                .mapToInt(Integer::intValue).sum();
        long half = 1L << bits - 1;
        long codes = switch (xbar.weights().encoding()) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> weights.absoluteSum(channel);
            case OFFSET -> weights.sum(channel) + half * count;
            case TWOS_COMPLEMENT, XNOR -> half * count;
        };
        long inputs = xbar.input().signed() == InputDrive.Signed.OFFSET ? (1 << Converter.INPUT_BITS) - 1 : 1 << Converter.INPUT_BITS - 1;
        boolean rounded = adc.fullScale().mode() != Adc.FullScale.Mode.UNIT && adc.round() == Adc.Rounding.NEAREST;
        return inputs * codes * (rounded ? 2 : 1);
    }
}

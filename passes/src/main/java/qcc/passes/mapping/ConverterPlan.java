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

/** How the column sums of a layer on analog crossbars are converted: rows at a time, and the converters' step. */
final class ConverterPlan {
    /**
     * What became of a layer.
     *
     * @param exact whether no conversion can lose anything
     * @param neededBits converter bits that lose nothing with these rows at a time
     * @param converterBits converter bits that there are
     * @param step the converters' step
     * @param conversions row groups, over all crossbars of the layer
     * @param fewestConversions row groups with all active rows of the chip at a time
     */
    record Report(boolean exact, int neededBits, int converterBits, int step, int conversions, int fewestConversions) {}

    /** A matrix of a layer, [rows, columns]. */
    record Part(byte[] matrix, int rows, int columns) {}

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
            case Adc adc -> inputProblem(chip, chip.xbar().input()).or(() -> cellProblem(chip)).or(() -> scaleProblem(chip, adc));
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

    private static Optional<Problem> scaleProblem(Chip chip, Adc adc) {
        var scale = adc.fullScale();
        return switch (scale.mode()) {
            case UNIT -> Optional.empty();
            case CALIBRATED -> Optional.of(chip.problemAt("xbar.adc.full_scale.mode", "the full scale of converters is not calibrated",
                    "set mode to unit or max"));
            case MAX -> switch (scale.per()) {
                case CHIP, LAYER -> Optional.empty();
                case CROSSBAR, SLICE, COLUMN -> Optional.of(chip.problemAt("xbar.adc.full_scale.per",
                        "converters have one full scale for each layer or the chip, not per " + name(scale.per()),
                        "set per to layer or chip"));
            };
        };
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The converters of all parts of a layer, which have one step.
     *
     * @throws IllegalArgumentException if the layer must be exact and cannot be
     */
    Layer plan(List<Part> parts) {
        var provers = parts.stream().map(p -> new ExactnessProver(xbar.weights().encoding(), sliceBits, inputLevel(), p.matrix, p.rows,
                p.columns)).toList();
        var rowGroups = IntStream.range(0, parts.size()).mapToObj(i -> rowGroups(provers.get(i), parts.get(i).rows)).toList();
        int step = step(provers, rowGroups);
        int bits = IntStream.range(0, parts.size()).map(i -> neededBits(provers.get(i), rowGroups.get(i))).max().orElse(0);
        int conversions = rowGroups.stream().mapToInt(List::size).sum();
        int fewest = parts.stream().mapToInt(p -> fewestConversions(p.rows)).sum();
        var report = new Report(step == 1 && bits <= adc.bits() || bits == 0, bits, adc.bits(), step, conversions, fewest);
        return new Layer(rowGroups.stream().map(groups -> converter(step, groups)).toList(), report);
    }

    private int dacBits() {
        return Math.min(xbar.input().dacBits(), Converter.INPUT_BITS);
    }

    private int inputLevel() {
        return (1 << dacBits()) - 1;
    }

    private Converter converter(int step, List<Integer> rowGroups) {
        var signing = switch (xbar.input().signed()) {
            case OFFSET -> Converter.Signing.OFFSET;
            case MSB_SUBTRACT -> Converter.Signing.MSB_SUBTRACT;
            case NONE, POS_NEG, BIPOLAR -> throw new IllegalArgumentException("inputs are not driven as " + name(xbar.input().signed()));
        };
        return new Converter(adc.bits(), step, adc.round() == Adc.Rounding.FLOOR, Converter.INPUT_BITS, dacBits(), signing, rowGroups);
    }

    /** Rows of each conversion, row block after row block of the crossbars. */
    private List<Integer> rowGroups(ExactnessProver prover, int rows) {
        var result = new ArrayList<Integer>();
        for (int first = 0; first < rows; first += xbar.rows()) {
            int end = Math.min(rows, first + xbar.rows());
            int size = exact ? exactRows(prover, first, end) : xbar.activeRows();
            for (int row = first; row < end; row += size) {
                result.add(Math.min(size, end - row));
            }
        }
        return result;
    }

    private int exactRows(ExactnessProver prover, int first, int end) {
        int size = prover.exactRows(first, end, xbar.activeRows(), adc.bits());
        if (size == 0) {
            int bits = IntStream.range(first, end).map(row -> prover.bits(row, row + 1)).max().orElse(0);
            throw new IllegalArgumentException("cannot be exact: a single row needs converters of %d bits, there are %d".formatted(bits,
                    adc.bits()));
        }
        return size;
    }

    private int fewestConversions(int rows) {
        int result = 0;
        for (int first = 0; first < rows; first += xbar.rows()) {
            result += Math.ceilDiv(Math.min(xbar.rows(), rows - first), xbar.activeRows());
        }
        return result;
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

    /** Rows that lose nothing leave sums within the converters' codes, so that the least full scale that covers them has steps of 1. */
    private int step(List<ExactnessProver> provers, List<List<Integer>> rowGroups) {
        if (exact) {
            return 1;
        }
        return switch (adc.fullScale().mode()) {
            case UNIT -> 1;
            case MAX -> covering(adc.fullScale().per() == Adc.FullScale.Per.CHIP ? largestOfChip() : largestOfLayer(provers, rowGroups));
            case CALIBRATED -> throw new IllegalArgumentException("the full scale of converters is not calibrated");
        };
    }

    private long largestOfChip() {
        int widest = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return (long) inputLevel() * ((1 << widest) - 1) * xbar.activeRows();
    }

    private static long largestOfLayer(List<ExactnessProver> provers, List<List<Integer>> rowGroups) {
        long largest = 0;
        for (int i = 0; i < provers.size(); i++) {
            int row = 0;
            for (int size : rowGroups.get(i)) {
                largest = Math.max(largest, provers.get(i).largestSum(row, row + size));
                row += size;
            }
        }
        return largest;
    }

    /** The smallest power of two whose multiples by codes reach a sum. */
    private int covering(long largest) {
        int bits = adc.bits() - (xbar.weights().encoding() == Encoding.DIFFERENTIAL_ANALOG ? 1 : 0);
        long codes = Math.max(1, (1L << bits) - 1);
        int step = 1;
        while (step * codes < largest) {
            step *= 2;
        }
        return step;
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

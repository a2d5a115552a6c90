package qcc.sim.array;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.CoreType;
import qcc.chip.Xbar;
import qcc.sim.SimulatorException;
import qcc.sim.array.ProductStep.Reading;

/**
 * Products with one array group as the hardware makes them: inputs driven phase by phase, rows active in groups, columns summed over cells,
 * sums converted, shifted, accumulated and corrected. Every step can be compared with a circuit; {@link CellMap} gives the cells.
 */
public final class ProductModel {
    private final ArrayGroup group;
    private final CoreType type;
    private final CellMap cells;
    private final WeightCode weights;
    private final InputCode inputs;
    private final Converter converter;
    private final List<ProductStep> steps;
    private final int sumCount;

    private ProductModel(ArrayGroup group, CoreType type) {
        this.group = group;
        this.type = type;
        var xbar = type.xbar();
        this.cells = CellMap.of(List.of(group), xbar.rows(), xbar.cols());
        this.weights = CellMap.codeOf(group);
        this.inputs = InputCode.of(xbar);
        this.converter = new Converter(group, xbar, weights, inputs);
        this.steps = steps(group, xbar, weights);
        this.sumCount = steps.stream().mapToInt(ProductStep::columns).sum();
    }

    /**
     * A model of products with a group.
     *
     * @throws SimulatorException if the group does not fit the crossbars, or cells and inputs have no meaning together
     */
    public static ProductModel of(ArrayGroup group, CoreType type) {
        if (group.slices().isEmpty()) {
            throw new SimulatorException("array group %d has no place in crossbars", group.id());
        }
        var model = new ProductModel(group, type);
        model.cells.matrix(group);
        return model;
    }

    /** How inputs are driven. */
    public InputCode inputs() {
        return inputs;
    }

    /** How weights lie in cells. */
    public WeightCode weights() {
        return weights;
    }

    /** What the corrected accumulators are divided by, rounded down. */
    public int divisor() {
        return inputs.divisor() * weights.divisor();
    }

    /** Fraction bits of the converters' steps, and of the accumulators before these are rounded. */
    public int fractionBits() {
        return converter.fractionBits();
    }

    /** The steps of the converters in units of 2^-{@link #fractionBits}, for each of the sums of a phase. */
    public int[] converterSteps() {
        var result = new int[sumCount];
        for (var step : steps) {
            for (var column = 0; column < step.columns(); column++) {
                result[step.firstSum() + column] = converter.size(step, column);
            }
        }
        return result;
    }

    /** The conversions of each phase, by matrix row, matrix column, slice and reading. */
    public List<ProductStep> steps() {
        return steps;
    }

    /** Column sums of each phase. */
    public int sumCount() {
        return sumCount;
    }

    /** Draws inputs for all rows, uniform over those that can be driven. */
    public byte[] randomInput(Random random) {
        var input = new byte[group.rows()];
        for (var i = 0; i < input.length; i++) {
            input[i] = (byte) random.nextInt(inputs.minimum(), inputs.maximum() + 1);
        }
        return input;
    }

    /**
     * Makes one product.
     *
     * @param input one value for each row
     * @throws SimulatorException if an input cannot be driven or an accumulator overflows
     */
    public ProductTrace run(byte[] input) {
        checkInput(input);
        var phases = inputs.phases().size();
        var trace = new ProductTrace(input.clone(), new int[phases][group.rows()], new int[phases][sumCount], new int[phases][sumCount],
                new long[phases][group.columns()], new long[group.columns()], new long[group.columns()], 0, 0);
        var lost = new Lost();
        for (var phase = 0; phase < phases; phase++) {
            drive(trace, phase);
            runPhase(trace, phase, lost);
        }
        correct(trace);
        if (lost.clipped == 0 && lost.rounded == 0) {
            checkExact(trace);
        }
        return new ProductTrace(trace.input(), trace.levels(), trace.columnSums(), trace.codes(), trace.accumulators(),
                trace.corrections(), trace.sums(), lost.clipped, lost.rounded);
    }

    /** Codes that are not their sums. */
    private static final class Lost {
        private int clipped;
        private int rounded;
    }

    private void checkInput(byte[] input) {
        if (input.length != group.rows()) {
            throw new SimulatorException("array group %d has %d rows, but %d inputs are given", group.id(), group.rows(),
                    input.length);
        }
        for (var i = 0; i < input.length; i++) {
            if (input[i] < inputs.minimum() || input[i] > inputs.maximum()) {
                throw new SimulatorException("input %d is %d, but rows can be driven with %d..%d only", i, input[i],
                        inputs.minimum(), inputs.maximum());
            }
        }
    }

    private void drive(ProductTrace trace, int phase) {
        var levels = trace.levels()[phase];
        for (var row = 0; row < levels.length; row++) {
            levels[row] = inputs.level(trace.input()[row], inputs.phases().get(phase));
        }
    }

    private void runPhase(ProductTrace trace, int phase, Lost lost) {
        var accumulators = trace.accumulators()[phase];
        if (phase > 0) {
            System.arraycopy(trace.accumulators()[phase - 1], 0, accumulators, 0, accumulators.length);
        }
        var driven = inputs.phases().get(phase);
        for (var step : steps) {
            var factor = (long) driven.factor() * weights.factor(step.slice()) * step.reading().sign();
            for (var column = 0; column < step.columns(); column++) {
                var sum = columnSum(step, column, trace.levels()[phase]);
                var size = converter.size(step, column);
                var code = converter.code(step, driven, sum, size);
                var value = converter.value(step, driven, code, size);
                trace.columnSums()[phase][step.firstSum() + column] = sum;
                trace.codes()[phase][step.firstSum() + column] = code;
                accumulators[step.matrixColumn() + column] += factor * value;
                if (converter.isClipped(step, driven, sum, size)) {
                    lost.clipped++;
                } else if (value != (long) sum << converter.fractionBits()) {
                    lost.rounded++;
                }
            }
        }
        checkAccumulators(accumulators);
    }

    private int columnSum(ProductStep step, int column, int[] levels) {
        var sum = 0;
        var first = step.crossbarColumn() + column * weights.cells();
        for (var row = 0; row < step.rows(); row++) {
            var value = weights.value(step.slice(), cells.level(step.crossbar(), step.crossbarRow() + row, first));
            if (step.reading() == Reading.DIFFERENCE) {
                value -= weights.value(step.slice(), cells.level(step.crossbar(), step.crossbarRow() + row, first + 1));
            }
            sum += levels[step.matrixRow() + row] * value;
        }
        return sum;
    }

    private void checkAccumulators(long[] accumulators) {
        var bits = type.core().accumulators().bits();
        for (var value : accumulators) {
            if (value >= 1L << bits - 1 || value < -1L << bits - 1) {
                throw new SimulatorException("array group %d: the accumulated sum %d does not fit the accumulator's %d bits", group.id(),
                        value, bits);
            }
        }
    }

    /**
     * Accumulators are rounded to integers, halves up, first. With D = sum of driven factors * levels of a row, e and h the inputs' constant and divisor, G what the cells hold of a weight, f and k the
     * weights' constant and divisor, x = (D + e) / h and w = (G + f) / k, so sum x*w = (sum D*G + e * sum G + f * sum D + rows * e * f) / (h*k).
     */
    private void correct(ProductTrace trace) {
        var e = (long) inputs.constant();
        var f = (long) weights.constant();
        var driven = 0L;
        for (var x : trace.input()) {
            driven += (long) inputs.divisor() * x - e;
        }
        var last = trace.accumulators()[trace.accumulators().length - 1];
        for (var column = 0; column < group.columns(); column++) {
            var held = 0L;
            for (var row = 0; row < group.rows(); row++) {
                held += (long) weights.divisor() * group.matrix()[row * group.columns() + column] - f;
            }
            trace.corrections()[column] = e * held + f * driven + group.rows() * e * f;
            trace.sums()[column] = Math.floorDiv(integer(last[column]) + trace.corrections()[column], divisor());
        }
    }

    private long integer(long accumulator) {
        var bits = converter.fractionBits();
        return bits == 0 ? accumulator : accumulator + (1L << bits - 1) >> bits;
    }

    /** Converters that lose nothing leave no room for another result. */
    private void checkExact(ProductTrace trace) {
        for (var column = 0; column < group.columns(); column++) {
            var product = 0L;
            for (var row = 0; row < group.rows(); row++) {
                product += (long) trace.input()[row] * group.matrix()[row * group.columns() + column];
            }
            if (trace.sums()[column] != product) {
                throw new IllegalStateException("column %d of array group %d gives %d, the product of integers is %d".formatted(column,
                        group.id(), trace.sums()[column], product));
            }
        }
    }

    private static List<ProductStep> steps(ArrayGroup group, Xbar xbar, WeightCode weights) {
        var blocks = new ArrayList<>(group.replica(0));
        blocks.sort(Comparator.comparingInt(CrossbarSlice::matrixRow).thenComparingInt(CrossbarSlice::matrixColumn)
                .thenComparingInt(CrossbarSlice::slice));
        var steps = new ArrayList<ProductStep>();
        var firstSum = 0;
        for (var block : blocks) {
            var end = block.crossbarRow() + block.rows();
            for (var row = block.crossbarRow(); row < end;) {
                var next = Math.min(end, endOfConversion(group, xbar, row, block.matrixRow() - block.crossbarRow()));
                for (var reading : readings(weights.encoding())) {
                    var column = block.crossbarColumn() + (reading == Reading.NEGATIVE ? 1 : 0);
                    steps.add(new ProductStep(block.slice(), reading, block.crossbar(), row, column,
                            block.matrixRow() + row - block.crossbarRow(), next - row, block.matrixColumn(), block.columns(), firstSum,
                            rowGroup(group, block.matrixRow() + row - block.crossbarRow())));
                    firstSum += block.columns();
                }
                row = next;
            }
        }
        return List.copyOf(steps);
    }

    /** The first row of a crossbar that does not fire together with a row, whose row of the matrix is {@code shift} more. */
    private static int endOfConversion(ArrayGroup group, Xbar xbar, int row, int shift) {
        if (group.converter().isEmpty()) {
            return (row / xbar.activeRows() + 1) * xbar.activeRows();
        }
        var end = 0;
        for (int size : group.converter().get().rowGroups()) {
            end += size;
            if (end > row + shift) {
                break;
            }
        }
        return end - shift;
    }

    private static int rowGroup(ArrayGroup group, int matrixRow) {
        var number = 0;
        if (group.converter().isPresent()) {
            var sizes = group.converter().get().rowGroups();
            for (var end = sizes.get(0); end <= matrixRow; end += sizes.get(number)) {
                number++;
            }
        }
        return number;
    }

    private static List<Reading> readings(WeightEncoding encoding) {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG -> List.of(Reading.DIFFERENCE);
            case DIFFERENTIAL_DIGITAL -> List.of(Reading.POSITIVE, Reading.NEGATIVE);
            case OFFSET, TWOS_COMPLEMENT, XNOR -> List.of(Reading.SINGLE);
        };
    }
}

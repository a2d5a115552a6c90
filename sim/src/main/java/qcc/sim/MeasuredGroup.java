package qcc.sim;

import java.util.Arrays;
import java.util.Optional;

import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;
import qcc.tensor.LookupTables;

/**
 * A group with cells, drivers and converters as they really are: every conversion is made with its own converter. Sums are real numbers in double
 * precision, added in the order of rows, or come from tables in fixed point where drivers are linear.
 */
final class MeasuredGroup implements AnalogGroup {
    private final Converter converter;
    private final int columns;
    private final int[] factors;
    private final GroupCells cells;
    private final double[] offsetSums;
    private final boolean hasBows;
    private final boolean isNoisy;
    private final RealConverter[] converters;
    private final OffsetCorrection correction;
    private final Optional<FixedColumns> fixed;

    private MeasuredGroup(MeasuredCode code, GroupCells cells, Optional<FixedColumns> fixed) {
        this.converter = code.converter();
        this.columns = code.group().columns();
        this.cells = cells;
        this.factors = code.factors();
        this.offsetSums = CellMatrix.offsetSums(converter, cells);
        this.hasBows = hasBows(cells);
        this.converters = RealConverter.of(code, cells);
        this.isNoisy = Arrays.stream(converters).anyMatch(each -> each.noise().sigma() != 0);
        this.correction = code.correction();
        this.fixed = fixed;
    }

    /** A group whose sums are real numbers. */
    static MeasuredGroup real(MeasuredCode code, GroupCells cells) {
        return new MeasuredGroup(code, cells, Optional.empty());
    }

    /**
     * A group whose sums come from tables if they can.
     *
     * @param matrix the cells in fixed point
     */
    static MeasuredGroup of(MeasuredCode code, GroupCells cells, Optional<CellMatrix> matrix) {
        var fixed = hasBows(cells) || !LookupTables.supports(code.converter().dacBits())
                ? Optional.<FixedColumns>empty()
                : matrix.map(each -> new FixedColumns(code.converter(), each));
        return new MeasuredGroup(code, cells, fixed);
    }

    /** Whether a driver is not linear. */
    static boolean hasBows(GroupCells cells) {
        return Arrays.stream(cells.bows()).anyMatch(bow -> bow != 0);
    }

    @Override
    public AnalogGroup.Work work(int samples, long firstSample) {
        return new Work(samples, firstSample);
    }

    /** Buffers of one thread. */
    private final class Work implements AnalogGroup.Work {
        private final int samples;
        private final long firstSample;
        private final int phases = Math.ceilDiv(converter.inputBits(), converter.dacBits());
        private final ColumnSums columnSums;
        private final double[] squares;
        private final double[] sums;
        private final double[] totals;
        private long position;

        Work(int samples, long firstSample) {
            this.samples = samples;
            this.firstSample = firstSample;
            this.squares = new double[phases * samples];
            this.sums = new double[samples];
            this.totals = new double[columns * samples];
            this.columnSums = fixed.<ColumnSums>map(columns -> columns.sums(samples, correction.inputOffset()))
                    .orElseGet(() -> new RealSums(converter, cells, offsetSums, hasBows, samples, correction.inputOffset()));
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            if (!accumulate) {
                Arrays.fill(target, offset, offset + columns * samples, 0);
            }
            Arrays.fill(totals, 0);
            var first = 0;
            for (var g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                columnSums.load(memory, addresses, g, first, size);
                addSquares(memory, addresses, first, size);
                for (var c = 0; c < cells.width(); c++) {
                    convertColumn(g, c, c % columns * samples);
                }
                first += size;
            }
            var unit = Math.scalb(1.0, -converter.steps().fractionBits());
            for (var i = 0; i < totals.length; i++) {
                target[offset + i] += (int) Math.floor(totals[i] * unit + 0.5);
            }
            correction.apply(memory, addresses, samples, target, offset);
            position++;
        }

        private void convertColumn(int rowGroup, int column, int at) {
            var real = converters[rowGroup * cells.width() + column];
            columnSums.select(rowGroup, column);
            for (var phase = 0; phase < phases; phase++) {
                columnSums.sums(phase, sums);
                real.addNoise(sums, squares, phase * samples, firstSample, position, phase);
                var shift = phase * converter.dacBits();
                var isSign = converter.signing() == Converter.Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
                real.add(sums, (isSign ? -1 << shift : 1 << shift) * factors[column / columns], totals, at);
            }
        }

        /** The squared levels that drive a row group, [phases][samples]. */
        private void addSquares(byte[] memory, int[] addresses, int first, int size) {
            if (!isNoisy) {
                return;
            }
            Arrays.fill(squares, 0);
            var top = (1 << converter.dacBits()) - 1;
            for (var phase = 0; phase < phases; phase++) {
                for (var k = first; k < first + size; k++) {
                    for (var s = 0; s < samples; s++) {
                        var driven = (memory[addresses[k] * samples + s] & 0xFF) ^ correction.inputOffset();
                        var level = driven >>> phase * converter.dacBits() & top;
                        squares[phase * samples + s] += level * level;
                    }
                }
            }
        }
    }
}

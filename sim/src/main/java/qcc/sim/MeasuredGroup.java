package qcc.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;
import qcc.tensor.LookupTables;

/**
 * A group with cells, drivers and converters as they really are: every conversion is made with its own converter. Sums are real numbers in double
 * precision, added in the order of rows, or come from tables in fixed point where drivers are linear and levels have one sign.
 */
final class MeasuredGroup implements AnalogGroup {
    private final MeasuredCode code;
    private final Converter converter;
    private final int columns;
    private final GroupCells cells;
    private final double[] offsetSums;
    private final boolean isNoisy;
    private final RealConverter[] converters;
    private final Optional<FixedColumns> fixed;

    private MeasuredGroup(MeasuredCode code, GroupCells cells, Optional<FixedColumns> fixed) {
        this.code = code;
        this.converter = code.converter();
        this.columns = code.group().columns();
        this.cells = cells;
        this.offsetSums = CellMatrix.offsetSums(converter, cells);
        this.converters = RealConverter.of(code, cells);
        this.isNoisy = Arrays.stream(converters).anyMatch(each -> each.noise().sigma() != 0);
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
        private final List<InputPhases.Phase> phases = code.phases();
        private final ColumnSums columnSums;
        private final double[] squares;
        private final double[] sums;
        private final double[] totals;
        private long position;

        Work(int samples, long firstSample) {
            this.samples = samples;
            this.firstSample = firstSample;
            this.squares = new double[phases.size() * samples];
            this.sums = new double[samples];
            this.totals = new double[columns * samples];
            this.columnSums = fixed.<ColumnSums>map(columns -> columns.sums(samples, code.correction().inputOffset()))
                    .orElseGet(() -> new RealSums(code, cells, offsetSums, samples));
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
            addCorrected(code.correction().terms(memory, addresses, samples), target, offset);
            position++;
        }

        /** Totals are rounded to integers, corrected and divided. */
        private void addCorrected(long[] terms, int[] target, int offset) {
            var unit = Math.scalb(1.0, -converter.steps().fractionBits());
            for (var c = 0; c < columns; c++) {
                for (var s = 0; s < samples; s++) {
                    var sum = (long) Math.floor(totals[c * samples + s] * unit + 0.5) + terms[s] + code.correction().constant(c);
                    target[offset + c * samples + s] += (int) Math.floorDiv(sum, (long) code.arithmetic().divisor());
                }
            }
        }

        private void convertColumn(int rowGroup, int column, int at) {
            var real = converters[rowGroup * cells.width() + column];
            columnSums.select(rowGroup, column);
            for (var phase = 0; phase < phases.size(); phase++) {
                columnSums.sums(phase, sums);
                addBase(code.base(phases.get(phase), converter.rowGroups().get(rowGroup)));
                real.addNoise(sums, squares, phase * samples, firstSample, position, phase);
                real.add(sums, code.factor(column / columns, phases.get(phase)), totals, at);
            }
        }

        private void addBase(double base) {
            for (var s = 0; base != 0 && s < samples; s++) {
                sums[s] += base;
            }
        }

        /** The squared levels that drive a row group, [phases][samples]. */
        private void addSquares(byte[] memory, int[] addresses, int first, int size) {
            if (!isNoisy) {
                return;
            }
            Arrays.fill(squares, 0);
            for (var phase = 0; phase < phases.size(); phase++) {
                for (var k = first; k < first + size; k++) {
                    for (var s = 0; s < samples; s++) {
                        var level = code.level(memory[addresses[k] * samples + s], phases.get(phase));
                        squares[phase * samples + s] += level * level;
                    }
                }
            }
        }
    }
}

package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;

/**
 * A group with cells, drivers and converters as they really are: sums are real numbers in double precision, added in the order of rows, and every
 * conversion is made with its own converter.
 */
final class MeasuredGroup implements AnalogGroup {
    private final Converter converter;
    private final int columns;
    private final int[] factors;
    private final GroupCells cells;
    private final double[] offsetSums;
    private final boolean hasBows;
    private final RealConverter[] converters;
    private final OffsetCorrection correction;

    MeasuredGroup(ArrayGroup group, Converter converter, GroupCells cells, double pedestal) {
        this.converter = converter;
        this.columns = group.columns();
        this.cells = cells;
        this.factors = CellPlane.of(group).stream().mapToInt(CellPlane::factor).toArray();
        this.offsetSums = CellMatrix.offsetSums(converter, cells);
        this.hasBows = Arrays.stream(cells.bows()).anyMatch(bow -> bow != 0);
        this.converters = RealConverter.of(group, converter, cells);
        this.correction = new OffsetCorrection(group, converter, Arrays.stream(factors).sum(), pedestal);
    }

    /** A range that holds every product; 0 lies in it. */
    LosslessProof.Range products() {
        return new MeasuredRange(converter, columns, factors, cells, offsetSums, converters).products(correction);
    }

    /** Whether all converters are perfect and drivers linear, so that only cells differ from what is meant. */
    boolean differsInCellsOnly() {
        return !hasBows && Arrays.stream(converters).allMatch(RealConverter::isPerfect);
    }

    @Override
    public AnalogGroup.Work work(int samples, long firstSample) {
        return new Work(samples, firstSample);
    }

    /** Buffers of one thread. */
    private final class Work implements AnalogGroup.Work {
        private final int samples;
        private final long firstSample;
        private final double[] levels;
        private final double[] bent;
        private final double[] squares;
        private final double[] sums;
        private long position;

        Work(int samples, long firstSample) {
            this.samples = samples;
            this.firstSample = firstSample;
            this.levels = new double[Math.multiplyExact(cells.rows(), samples)];
            this.bent = new double[hasBows ? levels.length : 0];
            this.squares = new double[samples];
            this.sums = new double[samples];
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            if (!accumulate) {
                Arrays.fill(target, offset, offset + columns * samples, 0);
            }
            for (var shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
                drive(memory, addresses, shift);
                var isSign = converter.signing() == Converter.Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
                convertPhase(shift / converter.dacBits(), isSign ? -1 << shift : 1 << shift, target, offset);
            }
            correction.apply(memory, addresses, samples, target, offset);
            position++;
        }

        private void drive(byte[] memory, int[] addresses, int shift) {
            var top = (1 << converter.dacBits()) - 1;
            for (var k = 0; k < cells.rows(); k++) {
                for (var s = 0; s < samples; s++) {
                    var level = ((memory[addresses[k] * samples + s] & 0xFF) ^ correction.inputOffset()) >>> shift & top;
                    levels[k * samples + s] = level;
                    if (hasBows) {
                        bent[k * samples + s] = 4.0 * level * (top - level) / ((double) top * top);
                    }
                }
            }
        }

        private void convertPhase(int phase, int factor, int[] target, int offset) {
            var width = cells.width();
            var first = 0;
            for (var g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                addSquares(first, size);
                for (var c = 0; c < width; c++) {
                    Arrays.fill(sums, offsetSums[g * width + c]);
                    for (var k = first; k < first + size; k++) {
                        addRow(levels, k, cells.conductances()[k * width + c]);
                        if (hasBows) {
                            addRow(bent, k, cells.bows()[k * width + c]);
                        }
                    }
                    var real = converters[g * width + c];
                    real.addNoise(sums, squares, firstSample, position, phase);
                    real.add(sums, factor * factors[c / columns], target, offset + c % columns * samples);
                }
                first += size;
            }
        }

        private void addRow(double[] inputs, int row, double g) {
            for (var s = 0; s < samples; s++) {
                sums[s] += inputs[row * samples + s] * g;
            }
        }

        /** The squared levels that drive a row group. */
        private void addSquares(int first, int size) {
            Arrays.fill(squares, 0);
            for (var i = first * samples; i < (first + size) * samples; i++) {
                squares[i % samples] += levels[i] * levels[i];
            }
        }
    }
}

package qcc.sim;

import java.util.Arrays;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.tensor.LockstepProduct;
import qcc.tensor.LockstepWeights;

/**
 * A group whose converters may lose bits: every conversion of every product is made. Immutable; the product of a window is summed modulo 2^32,
 * and the range of its final sums is proved to fit.
 */
final class ConvertedGroup implements AnalogGroup {
    private static final int BYTE_OFFSET = 128;

    private final Converter converter;
    private final Conversions conversions;
    private final List<CellPlane> planes;
    private final LockstepWeights cells;
    private final int rows;
    private final int columns;
    private final OffsetCorrection correction;
    private final int[] wholeLevels;

    ConvertedGroup(ArrayGroup group, Converter converter) {
        this.converter = converter;
        this.conversions = new Conversions(group, converter);
        this.planes = CellPlane.of(group);
        this.rows = group.rows();
        this.columns = group.columns();
        this.cells = LockstepWeights.of(sideBySide(), rows, planes.size() * columns);
        this.correction = new OffsetCorrection(group, converter);
        this.wholeLevels = levelSums();
    }

    @Override
    public Work work(int samples, long firstSample) {
        return new Work(samples);
    }

    private byte[] sideBySide() {
        var width = planes.size() * columns;
        var result = new byte[Math.multiplyExact(rows, width)];
        for (var p = 0; p < planes.size(); p++) {
            for (var row = 0; row < rows; row++) {
                System.arraycopy(planes.get(p).levels(), row * columns, result, row * width + p * columns, columns);
            }
        }
        return result;
    }

    /**
     * The levels of each column of cells, for each row group: what a phase of a whole byte, held as a signed byte, lacks is 128 times these.
     */
    private int[] levelSums() {
        var width = planes.size() * columns;
        var result = new int[converter.rowGroups().size() * width];
        var row = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            for (var end = row + converter.rowGroups().get(g); row < end; row++) {
                for (var c = 0; c < width; c++) {
                    result[g * width + c] += planes.get(c / columns).levels()[row * columns + c % columns];
                }
            }
        }
        return result;
    }

    /** Buffers of one thread for the products with one number of samples. */
    final class Work implements AnalogGroup.Work {
        private final int samples;
        private final byte[] levels;
        private final int[] rowNumbers;
        private final int[] sums;

        Work(int samples) {
            this.samples = samples;
            this.levels = new byte[Math.multiplyExact(rows, samples)];
            this.rowNumbers = new int[rows];
            Arrays.setAll(rowNumbers, i -> i);
            this.sums = new int[Math.multiplyExact(planes.size() * columns, samples)];
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            if (!accumulate) {
                Arrays.fill(target, offset, offset + columns * samples, 0);
            }
            for (var shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
                drive(memory, addresses, shift);
                var isSign = converter.signing() == Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
                convertPhase(isSign ? -1 << shift : 1 << shift, target, offset);
            }
            correction.apply(memory, addresses, samples, target, offset);
        }

        /** The levels of one phase; a level of 8 bits is held less 128. */
        private void drive(byte[] memory, int[] addresses, int shift) {
            var flip = correction.inputOffset();
            var mask = (1 << converter.dacBits()) - 1;
            var isWhole = converter.dacBits() == converter.inputBits();
            for (var k = 0; k < rows; k++) {
                var source = addresses[k] * samples;
                if (isWhole) {
                    System.arraycopy(memory, source, levels, k * samples, samples);
                    continue;
                }
                for (var s = 0; s < samples; s++) {
                    levels[k * samples + s] = (byte) (((memory[source + s] & 0xFF) ^ flip) >>> shift & mask);
                }
            }
        }

        private void convertPhase(int factor, int[] target, int offset) {
            var first = 0;
            for (var g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                LockstepProduct.multiply(levels, samples, rowNumbers, first, cells, first, size, sums, 0, false);
                if (converter.dacBits() == converter.inputBits()) {
                    completeLevels(g);
                }
                for (var p = 0; p < planes.size(); p++) {
                    convertPlane(g, p, factor * planes.get(p).factor(), target, offset);
                }
                first += size;
            }
        }

        private void convertPlane(int rowGroup, int plane, int factor, int[] target, int offset) {
            var from = plane * columns * samples;
            if (conversions.areEqualInColumns()) {
                conversions.of(rowGroup, plane, 0).add(sums, from, columns * samples, factor, target, offset);
                return;
            }
            for (var c = 0; c < columns; c++) {
                conversions.of(rowGroup, plane, c).add(sums, from + c * samples, samples, factor, target, offset + c * samples);
            }
        }

        private void completeLevels(int rowGroup) {
            var width = planes.size() * columns;
            for (var c = 0; c < width; c++) {
                var missing = BYTE_OFFSET * wholeLevels[rowGroup * width + c];
                for (var s = 0; s < samples; s++) {
                    sums[c * samples + s] += missing;
                }
            }
        }
    }
}

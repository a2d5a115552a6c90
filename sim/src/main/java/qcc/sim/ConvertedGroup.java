package qcc.sim;

import java.util.Arrays;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.tensor.LockstepProduct;
import qcc.tensor.LockstepWeights;

/**
 * A group whose converters may lose bits: every conversion of every product is made. Immutable.
 *
 * <p>What stays so however this is sped up: for each phase, plane and row group, the sum T of digits times cell values is exact in 32 bits; the
 * converter sees S = T, {@code 2 * T - X * sum(values)} where levels are bipolar, or the agreements {@code T + X * (number of values -1)} of xnor
 * cells, with the phase's largest digit X; {@link Conversion} alone turns S into a value. Values, times the factors of phase and plane, are
 * added in 64 bits, in any order, in units of the steps' fraction bits, and rounded to an integer once. The range of the final sums is proved to
 * fit by {@link LosslessProof}.
 */
final class ConvertedGroup implements AnalogGroup {
    private static final int BYTE_OFFSET = 128;
    private static final int WHOLE_BITS = 8;

    private final CodeArithmetic arithmetic;
    private final List<CellPlane> planes;
    private final List<Integer> rowGroups;
    private final LockstepWeights cells;
    private final int rows;
    private final int columns;
    private final boolean hasBase;
    private final long[] constants;
    private final int[] storedSums;
    private final byte[][] drivers;

    ConvertedGroup(ArrayGroup group, Converter converter) {
        this.arithmetic = CodeArithmetic.of(group, converter);
        this.planes = arithmetic.planes();
        this.rowGroups = converter.rowGroups();
        this.rows = group.rows();
        this.columns = group.columns();
        this.cells = LockstepWeights.of(sideBySide(), rows, planes.size() * columns);
        this.hasBase = planes.stream().anyMatch(plane -> plane.base() != 0);
        this.constants = constants(group);
        this.storedSums = storedSums();
        this.drivers = arithmetic.inputs().phases().stream().map(this::driver).toArray(byte[][]::new);
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

    /** What is added to the columns; agreements of xnor cells stand for {@code 2 * agreements - X * rows}. */
    private long[] constants(ArrayGroup group) {
        var result = arithmetic.constants(group);
        if (arithmetic.isXnor()) {
            var planeFactors = planes.stream().mapToLong(CellPlane::factor).sum();
            for (var phase : arithmetic.inputs().phases()) {
                var all = phase.factor() * planeFactors * CodeArithmetic.largestAgreement(phase, rows);
                Arrays.setAll(result, c -> result[c] - all);
            }
        }
        return result;
    }

    /** The sums of the stored levels of each column of cells over each row group. */
    private int[] storedSums() {
        var width = planes.size() * columns;
        var result = new int[rowGroups.size() * width];
        var row = 0;
        for (var g = 0; g < rowGroups.size(); g++) {
            for (var end = row + rowGroups.get(g); row < end; row++) {
                for (var c = 0; c < width; c++) {
                    result[g * width + c] += planes.get(c / columns).levels()[row * columns + c % columns];
                }
            }
        }
        return result;
    }

    /** The digit of each byte in a phase, one of 8 bits less 128. */
    private byte[] driver(InputPhases.Phase phase) {
        var digits = new byte[1 << WHOLE_BITS];
        for (var x = 0; x < digits.length; x++) {
            digits[x] = (byte) (arithmetic.inputs().digit((byte) x, phase) - (phase.bits() == WHOLE_BITS ? BYTE_OFFSET : 0));
        }
        return digits;
    }

    /** Buffers of one thread for the products with one number of samples. */
    final class Work implements AnalogGroup.Work {
        private final int samples;
        private final byte[] digits;
        private final int[] digitSums;
        private final int[] rowNumbers;
        private final int[] sums;
        private final long[] totals;

        Work(int samples) {
            this.samples = samples;
            this.digits = new byte[Math.multiplyExact(rows, samples)];
            this.digitSums = new int[samples];
            this.rowNumbers = new int[rows];
            Arrays.setAll(rowNumbers, i -> i);
            this.sums = new int[Math.multiplyExact(planes.size() * columns, samples)];
            this.totals = new long[columns * samples];
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            if (!accumulate) {
                Arrays.fill(target, offset, offset + columns * samples, 0);
            }
            Arrays.fill(totals, 0);
            var phases = arithmetic.inputs().phases();
            for (var i = 0; i < phases.size(); i++) {
                drive(memory, addresses, drivers[i]);
                convertPhase(phases.get(i));
            }
            addTotals(memory, addresses, target, offset);
        }

        private void drive(byte[] memory, int[] addresses, byte[] driver) {
            for (var k = 0; k < rows; k++) {
                var source = addresses[k] * samples;
                for (var s = 0; s < samples; s++) {
                    digits[k * samples + s] = driver[memory[source + s] & 0xFF];
                }
            }
        }

        private void convertPhase(InputPhases.Phase phase) {
            var factor = (long) phase.factor() * (arithmetic.isXnor() ? 2 : 1);
            var first = 0;
            for (var g = 0; g < rowGroups.size(); g++) {
                int size = rowGroups.get(g);
                LockstepProduct.multiply(digits, samples, rowNumbers, first, cells, first, size, sums, 0, false);
                complete(phase, g, first, size);
                for (var p = 0; p < planes.size(); p++) {
                    convertPlane(g, p, factor * planes.get(p).factor());
                }
                first += size;
            }
        }

        /** From products of digits and levels as they are held to what converters see. */
        private void complete(InputPhases.Phase phase, int rowGroup, int first, int size) {
            var isWhole = phase.bits() == WHOLE_BITS;
            if (!isWhole && !hasBase && !arithmetic.inputs().areBipolar()) {
                return;
            }
            if (hasBase) {
                sumDigits(first, size, isWhole ? BYTE_OFFSET : 0);
            }
            var scale = arithmetic.inputs().areBipolar() && !arithmetic.isXnor() ? 2 : 1;
            for (var c = 0; c < planes.size() * columns; c++) {
                var base = scale * planes.get(c / columns).base();
                var missing = missing(phase, isWhole, size, storedSums[rowGroup * planes.size() * columns + c], c / columns);
                for (var s = 0; s < samples; s++) {
                    sums[c * samples + s] = scale * sums[c * samples + s] + base * digitSums[s] + missing;
                }
            }
        }

        private int missing(InputPhases.Phase phase, boolean isWhole, int size, int stored, int plane) {
            var whole = isWhole ? BYTE_OFFSET * stored : 0;
            var values = stored + planes.get(plane).base() * size;
            if (arithmetic.isXnor()) {
                return whole + phase.mask() * ((size - values) / 2);
            }
            return arithmetic.inputs().areBipolar() ? 2 * whole - phase.mask() * values : whole;
        }

        private void sumDigits(int first, int size, int lacking) {
            Arrays.fill(digitSums, lacking * size);
            for (var k = first; k < first + size; k++) {
                for (var s = 0; s < samples; s++) {
                    digitSums[s] += digits[k * samples + s];
                }
            }
        }

        private void convertPlane(int rowGroup, int plane, long factor) {
            var conversions = arithmetic.conversions();
            var from = plane * columns * samples;
            if (conversions.areEqualInColumns()) {
                conversions.of(rowGroup, plane, 0).add(sums, from, columns * samples, factor, totals, 0);
                return;
            }
            for (var c = 0; c < columns; c++) {
                conversions.of(rowGroup, plane, c).add(sums, from + c * samples, samples, factor, totals, c * samples);
            }
        }

        /** Rounds the totals to integers, corrects them for offsets and adds what they stand for. */
        private void addTotals(byte[] memory, int[] addresses, int[] target, int offset) {
            var inputs = new int[samples];
            var factor = arithmetic.inputFactor();
            for (var k = 0; factor != 0 && k < rows; k++) {
                for (var s = 0; s < samples; s++) {
                    inputs[s] += memory[addresses[k] * samples + s];
                }
            }
            for (var c = 0; c < columns; c++) {
                for (var s = 0; s < samples; s++) {
                    var sum = arithmetic.conversions().integer(totals[c * samples + s]) + factor * inputs[s] + constants[c];
                    target[offset + c * samples + s] += (int) Math.floorDiv(sum, (long) arithmetic.divisor());
                }
            }
        }
    }
}

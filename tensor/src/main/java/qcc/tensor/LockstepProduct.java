package qcc.tensor;

import java.util.Objects;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of a window of a simulated memory and a weight matrix, for many samples in lockstep. The memory is sample-minor: the signed byte
 * at address a for sample s lies at index {@code a * samples + s}, so that one vector holds one address of many samples and a weight is
 * broadcast. Products are summed in f32 as far as that is exact, then in i32 (see {@link ExactSums}).
 *
 * <p>A tile is two vectors of samples by four columns: eight sums in registers, which C2 keeps at about three quarters of the machine's
 * multiply-add peak; wider tiles gain a tenth at most and lose more where the columns do not fill them.
 */
public final class LockstepProduct {
    /** The number of samples must be a multiple of this. */
    public static final int SAMPLE_MULTIPLE = 16;

    private static final VectorSpecies<Float> FLOATS = ByteVectors.FLOATS;
    private static final int LANES = ByteVectors.LANES;
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    private LockstepProduct() {}

    /**
     * For all samples s and columns c: {@code sum = sum over i in [0, rows) of memory[addresses[firstAddress + i] * samples + s] *
     * weights[firstRow + i, c]}, stored in or added to {@code accumulators[accumulatorOffset + c * samples + s]}. Exact; that the sums fit i32
     * is for the caller to prove.
     *
     * @param samples a multiple of {@link #SAMPLE_MULTIPLE}
     * @throws IndexOutOfBoundsException for an address outside the memory and for ranges outside the arrays
     */
    public static void multiply(byte[] memory, int samples, int[] addresses, int firstAddress, LockstepWeights weights, int firstRow,
            int rows,
            int[] accumulators, int accumulatorOffset, boolean accumulate) {
        if (samples <= 0 || samples % SAMPLE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "the number of samples must be a multiple of %d, not %d".formatted(SAMPLE_MULTIPLE, samples));
        }
        Objects.checkFromIndexSize(firstRow, rows, weights.rows());
        Objects.checkFromIndexSize(accumulatorOffset, Math.multiplyExact(weights.columns(), samples), accumulators.length);
        checkAddresses(addresses, firstAddress, rows, memory.length / samples);
        var add = accumulate;
        var done = 0;
        do {
            var terms = Math.min(weights.exactTerms(), rows - done);
            var window = new Window(memory, samples, addresses, firstAddress + done, terms);
            multiplyExact(window, weights, firstRow + done, accumulators, accumulatorOffset, add);
            done += terms;
            add = true;
        } while (done < rows);
    }

    private static void checkAddresses(int[] addresses, int first, int count, int size) {
        var least = Integer.MAX_VALUE;
        var largest = Integer.MIN_VALUE;
        for (var i = first; i < first + count; i++) {
            least = Math.min(least, addresses[i]);
            largest = Math.max(largest, addresses[i]);
        }
        if (count > 0) {
            Objects.checkIndex(least, size);
            Objects.checkIndex(largest, size);
        }
    }

    /** The addresses of one exact sum. */
    private record Window(byte[] memory, int samples, int[] addresses, int first, int terms) {}

    private static void multiplyExact(Window window, LockstepWeights weights, int row, int[] accumulators, int offset, boolean add) {
        var samples = window.samples;
        for (var column = 0; column < weights.columns(); column += LockstepWeights.PANEL) {
            var panel = weights.panelOffset(column, row);
            var width = Math.min(LockstepWeights.PANEL, weights.columns() - column);
            var target = offset + column * samples;
            var sample = 0;
            for (; sample <= samples - 2 * LANES; sample += 2 * LANES) {
                multiplyTwoVectors(window, sample, weights.panels(), panel, width, accumulators, target + sample, add);
            }
            if (sample < samples) {
                multiplyOneVector(window, sample, weights.panels(), panel, width, accumulators, target + sample, add);
            }
        }
    }

    private static void multiplyTwoVectors(Window window, int sample, float[] weights, int panel, int width, int[] accumulators, int target,
            boolean add) {
        var memory = window.memory;
        var addresses = window.addresses;
        var samples = window.samples;
        var first = window.first;
        var terms = window.terms;
        var sum00 = FloatVector.zero(FLOATS);
        var sum01 = FloatVector.zero(FLOATS);
        var sum10 = FloatVector.zero(FLOATS);
        var sum11 = FloatVector.zero(FLOATS);
        var sum20 = FloatVector.zero(FLOATS);
        var sum21 = FloatVector.zero(FLOATS);
        var sum30 = FloatVector.zero(FLOATS);
        var sum31 = FloatVector.zero(FLOATS);
        for (var k = 0; k < terms; k++) {
            var index = addresses[first + k] * samples + sample;
            var x0 = ByteVectors.load(memory, index, 0);
            var x1 = ByteVectors.load(memory, index, 1);
            var weight = FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL]);
            sum00 = x0.fma(weight, sum00);
            sum01 = x1.fma(weight, sum01);
            weight = FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 1]);
            sum10 = x0.fma(weight, sum10);
            sum11 = x1.fma(weight, sum11);
            weight = FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 2]);
            sum20 = x0.fma(weight, sum20);
            sum21 = x1.fma(weight, sum21);
            weight = FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 3]);
            sum30 = x0.fma(weight, sum30);
            sum31 = x1.fma(weight, sum31);
        }
        store(sum00, accumulators, target, add);
        store(sum01, accumulators, target + LANES, add);
        if (width > 1) {
            store(sum10, accumulators, target + samples, add);
            store(sum11, accumulators, target + samples + LANES, add);
        }
        if (width > 2) {
            store(sum20, accumulators, target + 2 * samples, add);
            store(sum21, accumulators, target + 2 * samples + LANES, add);
        }
        if (width > 3) {
            store(sum30, accumulators, target + 3 * samples, add);
            store(sum31, accumulators, target + 3 * samples + LANES, add);
        }
    }

    /** The last 16 samples of an odd multiple, where a vector has 16 lanes. */
    private static void multiplyOneVector(Window window, int sample, float[] weights, int panel, int width, int[] accumulators, int target,
            boolean add) {
        var samples = window.samples;
        var sum0 = FloatVector.zero(FLOATS);
        var sum1 = FloatVector.zero(FLOATS);
        var sum2 = FloatVector.zero(FLOATS);
        var sum3 = FloatVector.zero(FLOATS);
        for (var k = 0; k < window.terms; k++) {
            var x = ByteVectors.load(window.memory, window.addresses[window.first + k] * samples + sample, 0);
            sum0 = x.fma(FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL]), sum0);
            sum1 = x.fma(FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 1]), sum1);
            sum2 = x.fma(FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 2]), sum2);
            sum3 = x.fma(FloatVector.broadcast(FLOATS, weights[panel + k * LockstepWeights.PANEL + 3]), sum3);
        }
        store(sum0, accumulators, target, add);
        if (width > 1) {
            store(sum1, accumulators, target + samples, add);
        }
        if (width > 2) {
            store(sum2, accumulators, target + 2 * samples, add);
        }
        if (width > 3) {
            store(sum3, accumulators, target + 3 * samples, add);
        }
    }

    private static void store(FloatVector sums, int[] accumulators, int target, boolean add) {
        var integers = (IntVector) sums.convertShape(VectorOperators.F2I, INTS, 0);
        if (add) {
            integers.add(IntVector.fromArray(INTS, accumulators, target)).intoArray(accumulators, target);
        } else {
            integers.intoArray(accumulators, target);
        }
    }
}

package qcc.interpreter;

import java.util.function.IntToLongFunction;
import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.Tensor;

/** The weights of a product with their zero points removed where that is possible, and the proof that no accumulator overflows. */
final class IntegerWeights {
    private final byte[] values;
    private final int[] zeroPoints;
    private final int[] sums;
    private final long[] magnitudes;
    private final boolean symmetric;

    private IntegerWeights(byte[] values, int[] zeroPoints) {
        this.values = values;
        this.zeroPoints = zeroPoints;
        int channels = zeroPoints.length;
        this.sums = new int[channels];
        this.magnitudes = new long[channels];
        boolean none = true;
        int terms = channels == 0 ? 0 : values.length / channels;
        for (int c = 0; c < channels; c++) {
            none &= zeroPoints[c] == 0;
            for (int i = c * terms; i < (c + 1) * terms; i++) {
                sums[c] += values[i] - zeroPoints[c];
                magnitudes[c] += Math.abs(values[i] - zeroPoints[c]);
            }
        }
        this.symmetric = none;
    }

    /** Weights whose first axis behind the samples is that of the output channels. */
    static IntegerWeights of(Invocation invocation, Tensor tensor, Grid grid) {
        int channels = tensor.shape().dimension(1);
        var signed = SignedBytes.of(invocation, tensor);
        int terms = channels == 0 ? 0 : tensor.elements() / channels;
        var values = signed.data().clone();
        var zeroPoints = new int[channels];
        for (int c = 0; c < channels; c++) {
            zeroPoints[c] = grid.zeroPoint(c) - signed.offset();
            if (zeroPoints[c] != 0 && subtract(values, c * terms, terms, zeroPoints[c])) {
                zeroPoints[c] = 0;
            }
        }
        return new IntegerWeights(values, zeroPoints);
    }

    /** Removes a zero point from a channel if all differences are bytes, as those of narrow weights are. */
    private static boolean subtract(byte[] values, int from, int count, int zeroPoint) {
        for (int i = from; i < from + count; i++) {
            if (values[i] - zeroPoint != (byte) (values[i] - zeroPoint)) {
                return false;
            }
        }
        for (int i = from; i < from + count; i++) {
            values[i] -= (byte) zeroPoint;
        }
        return true;
    }

    /** Output channel by output channel, in the order of the tensor: {@code w - zw} plus the zero point that is left. */
    byte[] values() {
        return values;
    }

    /** For each output channel the zero point that could not be removed. */
    int[] zeroPoints() {
        return zeroPoints;
    }

    /**
     * Takes {@code zw * sum(x)} off the sums of channels that kept a zero point.
     *
     * @param rowSums {@code rows} rows of {@code channels} elements
     * @param x the rows that were multiplied, {@code terms} elements each
     */
    void correct(int[] rowSums, byte[] x, int from, int terms, int rows, int firstChannel, int channels) {
        if (symmetric) {
            return;
        }
        for (int r = 0; r < rows; r++) {
            int sum = 0;
            for (int k = from + r * terms; k < from + (r + 1) * terms; k++) {
                sum += x[k];
            }
            for (int c = 0; c < channels; c++) {
                rowSums[r * channels + c] -= zeroPoints[firstChannel + c] * sum;
            }
        }
    }

    /**
     * For each channel the bias and what the input's zero point contributes, after the proof that
     * {@code sum |w| * max |x - zx| + |bias| + |residual|} fits 32 bits.
     *
     * @param inputOffset what was subtracted from the input's storage integers
     */
    int[] constants(Invocation invocation, Grid input, int inputOffset, int[] bias, IntToLongFunction residualBound) {
        var constants = new int[sums.length];
        for (int c = 0; c < constants.length; c++) {
            long bound = magnitudes[c] * input.reach() + Math.abs((long) bias[c]) + residualBound.applyAsLong(c);
            if (bound > Integer.MAX_VALUE) {
                throw invocation.error("has accumulators of up to %d in output channel %d, which overflow 32 bits; "
                        + "split the sum or enlarge the scale of the weights", bound, c);
            }
            constants[c] = (int) (bias[c] - (long) sums[c] * (input.zeroPoint() - inputOffset));
        }
        return constants;
    }

    /** One requantizer for each channel. */
    static Requantizer[] requantizers(RequantizeMode mode, Grid input, Grid weights, Grid output, int channels) {
        var result = new Requantizer[channels];
        for (int c = 0; c < channels; c++) {
            result[c] = weights.isPerAxis() || c == 0
                    ? Requantizer.ofProduct(mode, input.scale(), weights.scale(c), output.scale())
                    : result[0];
        }
        return result;
    }
}

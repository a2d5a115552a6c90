package qcc.interpreter;

import java.util.function.IntToLongFunction;
import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.Tensor;

/** The weights of a product with their zero points removed, and the proof that no accumulator overflows. */
final class IntegerWeights {
    private final int[] sums;
    private final long[] magnitudes;
    private final byte[] values;

    private IntegerWeights(byte[] values, int channels) {
        this.values = values;
        this.sums = new int[channels];
        this.magnitudes = new long[channels];
        int terms = channels == 0 ? 0 : values.length / channels;
        for (int c = 0; c < channels; c++) {
            for (int i = c * terms; i < (c + 1) * terms; i++) {
                sums[c] += values[i];
                magnitudes[c] += Math.abs((int) values[i]);
            }
        }
    }

    /** Weights whose first axis behind the samples is that of the output channels. */
    static IntegerWeights of(Invocation invocation, Tensor tensor, Grid grid) {
        int channels = tensor.shape().dimension(1);
        var signed = SignedBytes.of(invocation, tensor);
        int terms = channels == 0 ? 0 : tensor.elements() / channels;
        var values = signed.data().clone();
        for (int c = 0; c < channels; c++) {
            int zeroPoint = grid.zeroPoint(c) - signed.offset();
            if (zeroPoint != 0) {
                subtract(invocation, values, c * terms, terms, zeroPoint);
            }
        }
        return new IntegerWeights(values, channels);
    }

    private static void subtract(Invocation invocation, byte[] values, int from, int count, int zeroPoint) {
        for (int i = from; i < from + count; i++) {
            int difference = values[i] - zeroPoint;
            if (difference != (byte) difference) {
                throw invocation.error("has a weight %d from its zero point, which 8 bits cannot hold; quantize the weights symmetrically",
                        difference);
            }
            values[i] = (byte) difference;
        }
    }

    /** {@code w - zw}, output channel by output channel, in the order of the tensor. */
    byte[] values() {
        return values;
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

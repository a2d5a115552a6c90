package qcc.passes.quantize;

import java.util.Arrays;
import qcc.dialect.quant.Storage;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.ir.FloatType;

/**
 * The symmetric grids of weights, one for each output channel, which is axis 0, and the integers on them.
 *
 * <p>A scale is {@code max |w| / (2^(bits-1) - 1)}. Where a channel must also hold a bias or a residual on its accumulator, whose unit is the
 * product of input and weight scale, the scale may have to be larger.
 */
final class WeightGrid {
    private final GridPolicy policy;
    private final Storage storage;
    private final float[] weights;
    private final double[] scales;
    private final int perChannel;

    WeightGrid(GridPolicy policy, int bits, float[] weights, int channels) {
        this.policy = policy;
        this.storage = Storage.narrow(bits);
        this.weights = weights;
        this.perChannel = channels == 0 ? 0 : weights.length / channels;
        this.scales = new double[channels];
        fillScales();
    }

    private void fillScales() {
        double largest = 0;
        for (int c = 0; c < scales.length; c++) {
            scales[c] = magnitude(c);
            largest = Math.max(largest, scales[c]);
        }
        for (int c = 0; c < scales.length; c++) {
            double magnitude = scales[c] == 0 ? largest : scales[c];
            scales[c] = policy.scale(magnitude / storage.max());
        }
    }

    private double magnitude(int channel) {
        float magnitude = 0;
        for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
            magnitude = Math.max(magnitude, Math.abs(weights[i]));
        }
        return magnitude;
    }

    int channels() {
        return scales.length;
    }

    double scale(int channel) {
        return scales[channel];
    }

    /** Makes the scale of a channel at least so large; whether it was smaller. */
    boolean enlarge(int channel, double least) {
        if (scales[channel] >= least) {
            return false;
        }
        double scale = policy.scale(least);
        scales[channel] = scale < least ? Math.nextUp((float) least) : scale;
        return true;
    }

    /** The element type of the quantized weights. */
    UniformPerAxisType type() {
        return new UniformPerAxisType(storage, FloatType.F32, 0, scales, new long[scales.length]);
    }

    /** The integers: {@code clamp(round_half_even(w / scale))} in f32. */
    byte[] integers() {
        var integers = new byte[weights.length];
        for (int i = 0; i < integers.length; i++) {
            float scaled = weights[i] / (float) scales[i / perChannel];
            integers[i] = (byte) Math.max(storage.min(), Math.min(storage.max(), Math.rint(scaled)));
        }
        return integers;
    }

    /** The scales, one for each channel. */
    double[] scales() {
        return Arrays.copyOf(scales, scales.length);
    }
}

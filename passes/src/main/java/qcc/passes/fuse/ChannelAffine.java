package qcc.passes.fuse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.BatchNormOp;
import qcc.passes.ConstantData;

/** {@code x * factor[c] + offset[c]} for each channel c, in f64. */
record ChannelAffine(double[] factor, double[] offset) {

    static ChannelAffine scale(double[] factor) {
        return new ChannelAffine(factor, new double[factor.length]);
    }

    static ChannelAffine shift(double[] offset) {
        var ones = new double[offset.length];
        Arrays.fill(ones, 1);
        return new ChannelAffine(ones, offset);
    }

    /** A batch normalization with constant parameters: {@code g = scale / sqrt(variance + epsilon)}, {@code offset = bias - mean * g}. */
    static Optional<ChannelAffine> of(BatchNormOp op) {
        var parameters = List.of(op.scale(), op.bias(), op.mean(), op.variance()).stream().map(ConstantData::ofReals).toList();
        if (parameters.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var data = parameters.stream().map(c -> ConstantData.floats(c.get())).toList();
        int channels = data.getFirst().length;
        var factor = new double[channels];
        var offset = new double[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = data.get(0)[c] / Math.sqrt(data.get(3)[c] + op.epsilon());
            offset[c] = data.get(1)[c] - data.get(2)[c] * factor[c];
        }
        return Optional.of(new ChannelAffine(factor, offset));
    }

    int channels() {
        return factor.length;
    }

    /** Whether every number is finite after rounding to f32. */
    boolean isFinite() {
        return Arrays.stream(factor).allMatch(v -> Float.isFinite((float) v))
                && Arrays.stream(offset).allMatch(v -> Float.isFinite((float) v));
    }

    /** Whether channels are only shifted. */
    boolean isShift() {
        return Arrays.stream(factor).allMatch(v -> v == 1);
    }

    /** Rounded to f32. */
    static float[] rounded(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Weights with the channels on axis 0, each multiplied by its factor; computed in f64, rounded once. */
    float[] scaled(float[] weights) {
        int perChannel = weights.length / channels();
        var scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = (float) (weights[i] * factor[i / perChannel]);
        }
        return scaled;
    }

    /** The bias behind this: {@code bias * factor + offset}; computed in f64, rounded once. */
    float[] shifted(Optional<float[]> bias) {
        var shifted = new float[channels()];
        for (int c = 0; c < shifted.length; c++) {
            double before = bias.isPresent() ? bias.get()[c] : 0;
            shifted[c] = (float) (before * factor[c] + offset[c]);
        }
        return shifted;
    }
}

package qcc.tensor;

import java.util.Arrays;
import java.util.Locale;

/**
 * What happens to samples before they enter a network: {@code (x / scale - mean) / std} per channel, each step rounded to f32, and a change to
 * NCHW order.
 *
 * @param mean one value for all channels or one per channel
 * @param std as {@code mean}
 * @param layout order of the samples' dimensions
 */
public record Preprocessing(double scale, double[] mean, double[] std, Layout layout) {
    /** Leaves values and order as they are. */
    public static final Preprocessing NONE = new Preprocessing(1, new double[]{0}, new double[]{1}, Layout.NCHW);

    /** Where a sample's channels are: its first dimension or its last. */
    public enum Layout {
        NCHW, NHWC
    }

    public Preprocessing {
        mean = mean.clone();
        std = std.clone();
        requireDivisor("scale", scale);
        for (var value : std) {
            requireDivisor("standard deviation", value);
        }
        for (var value : mean) {
            if (!Float.isFinite((float) value)) {
                throw new IllegalArgumentException("the mean must be a finite 32-bit float, not %s".formatted(value));
            }
        }
        if (mean.length == 0 || std.length == 0) {
            throw new IllegalArgumentException("mean and standard deviation need at least one value");
        }
    }

    private static void requireDivisor(String name, double value) {
        if (!Float.isFinite((float) value) || (float) value == 0) {
            throw new IllegalArgumentException("the %s must be a finite 32-bit float other than 0, not %s".formatted(name, value));
        }
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] std() {
        return std.clone();
    }

    /** The shape of a preprocessed sample. */
    public Shape sampleShape(Shape source) {
        if (layout == Layout.NCHW || source.rank() < 2) {
            return source;
        }
        var dimensions = source.dimensions();
        var result = new int[dimensions.length];
        result[0] = dimensions[dimensions.length - 1];
        System.arraycopy(dimensions, 0, result, 1, dimensions.length - 1);
        return Shape.of(result);
    }

    /**
     * Preprocesses a block of samples; 64-bit values are first rounded to f32.
     *
     * @throws IllegalArgumentException if there are several means or deviations and the samples have another number of channels
     */
    public FloatTensor apply(Tensor block) {
        var samples = block.shape().sample();
        var target = sampleShape(samples);
        var channels = target.rank() == 0 ? 1 : target.dimension(0);
        requireChannels("means", mean.length, channels, block);
        requireChannels("standard deviations", std.length, channels, block);
        var source = TensorConversion.rounded(block).data();
        var data = new float[source.length];
        var pixels = channels == 0 ? 0 : samples.elements() / channels;
        var last = layout == Layout.NHWC;
        for (var sample = 0; sample < block.samples(); sample++) {
            var offset = sample * samples.elements();
            for (var channel = 0; channel < channels; channel++) {
                normalize(source, last ? offset + channel : offset + channel * pixels, last ? channels : 1, data, offset + channel * pixels,
                        pixels, channel);
            }
        }
        return new FloatTensor(target.withSamples(block.samples()), data);
    }

    private void normalize(float[] source, int sourceOffset, int stride, float[] target, int targetOffset, int pixels, int channel) {
        var divisor = (float) scale;
        var center = (float) mean[mean.length == 1 ? 0 : channel];
        var deviation = (float) std[std.length == 1 ? 0 : channel];
        for (var i = 0; i < pixels; i++) {
            target[targetOffset + i] = (source[sourceOffset + i * stride] / divisor - center) / deviation;
        }
    }

    private void requireChannels(String what, int count, int channels, Tensor block) {
        if (count != 1 && count != channels) {
            throw new IllegalArgumentException("%d %s for %d channels of samples %s in %s order".formatted(count, what, channels,
                    block.shape().sample(), layout.name().toLowerCase(Locale.ROOT)));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Preprocessing that && scale == that.scale && Arrays.equals(mean, that.mean) && Arrays.equals(std, that.std)
                && layout == that.layout;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new int[]{Double.hashCode(scale), Arrays.hashCode(mean), Arrays.hashCode(std), layout.hashCode()});
    }

    @Override
    public String toString() {
        return "(x / %s - %s) / %s, %s".formatted(scale, Arrays.toString(mean), Arrays.toString(std), layout);
    }
}

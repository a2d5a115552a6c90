package qcc.passes.loss;

/**
 * The loss to expect of a product's conversions, in squared steps of the output and summed over its columns.
 *
 * @param signal mean square of the exact sums without zero points and bias
 * @param noise mean square of the error
 * @param deviation standard deviation of the noise as a part of it, as far as it shows in the windows looked at; 1 where none of them loses anything
 */
public record LossEstimate(double signal, NoisePower noise, double deviation) {
    /** The signal-to-noise ratio in dB; infinite where nothing is lost. */
    public double decibels() {
        return noise.total() == 0 ? Double.POSITIVE_INFINITY : 10 * StrictMath.log10(signal / noise.total());
    }
}

package qcc.passes.validate;

import qcc.tensor.Tensor;

/** How much of a signal is left after a loss. */
public final class SignalToNoise {
    private SignalToNoise() {}

    /**
     * {@code 10 log10(sum f^2 / sum (f - q)^2)}.
     *
     * @return infinite for equal tensors, NaN if a value is not finite
     */
    public static double decibels(Tensor signal, Tensor result) {
        double power = 0;
        double noise = 0;
        for (int i = 0; i < signal.elements(); i++) {
            double value = signal.doubleAt(i);
            double error = value - result.doubleAt(i);
            power += value * value;
            noise += error * error;
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * StrictMath.log10(power / noise);
    }
}

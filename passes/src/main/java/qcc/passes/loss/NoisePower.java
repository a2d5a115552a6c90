package qcc.passes.loss;

/**
 * What an error is made of, as mean squares that add up.
 *
 * @param rounding sums lie between codes
 * @param clipping sums lie beyond the last code
 * @param bias the square of the error's mean, whatever it comes from
 */
public record NoisePower(double rounding, double clipping, double bias) {
    public static final NoisePower NONE = new NoisePower(0, 0, 0);

    /**
     * What errors that were seen are made of. What rounding and clipping have in common counts half for each.
     *
     * @param rounding the errors of rounding of some sums
     * @param clipping the errors of clipping of the same sums
     */
    static NoisePower of(double[] rounding, double[] clipping) {
        double meanRounding = mean(rounding);
        double meanClipping = mean(clipping);
        double roundingPower = 0;
        double clippingPower = 0;
        for (int i = 0; i < rounding.length; i++) {
            double r = rounding[i] - meanRounding;
            double c = clipping[i] - meanClipping;
            roundingPower += r * (r + c);
            clippingPower += c * (r + c);
        }
        double bias = meanRounding + meanClipping;
        return new NoisePower(roundingPower / rounding.length, clippingPower / rounding.length, bias * bias);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    public NoisePower plus(NoisePower other) {
        return new NoisePower(rounding + other.rounding, clipping + other.clipping, bias + other.bias);
    }

    public NoisePower times(double factor) {
        return new NoisePower(rounding * factor, clipping * factor, bias * factor);
    }

    public double total() {
        return rounding + clipping + bias;
    }
}

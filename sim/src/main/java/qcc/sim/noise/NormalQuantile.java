package qcc.sim.noise;

/** The inverse of the standard normal distribution's cumulative function. */
final class NormalQuantile {
    private static final double[] CENTRAL_NUMERATOR = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
            1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
    private static final double[] CENTRAL_DENOMINATOR = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
            6.680131188771972e+01, -1.328068155288572e+01, 1};
    private static final double[] TAIL_NUMERATOR = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
            -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
    private static final double[] TAIL_DENOMINATOR = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
            3.754408661907416e+00, 1};
    private static final double TAIL = 0.02425;

    private NormalQuantile() {}

    /** Acklam's rational approximation, of relative error 1.15e-9; p in (0, 1). */
    static double of(double p) {
        if (p > 0.5) {
            return -of(1 - p);
        }
        if (p < TAIL) {
            var q = StrictMath.sqrt(-2 * StrictMath.log(p));
            return polynomial(TAIL_NUMERATOR, q) / polynomial(TAIL_DENOMINATOR, q);
        }
        var q = p - 0.5;
        return q * polynomial(CENTRAL_NUMERATOR, q * q) / polynomial(CENTRAL_DENOMINATOR, q * q);
    }

    private static double polynomial(double[] coefficients, double x) {
        var sum = 0.0;
        for (var coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}

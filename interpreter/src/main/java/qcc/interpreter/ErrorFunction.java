package qcc.interpreter;

/** {@code erf(x)} in f64 to about 1e-15, the same on every machine. */
final class ErrorFunction {
    /** From here on the continued fraction converges faster than the series. */
    private static final double SERIES_LIMIT = 2.5;
    /** From here on erf is 1 in f64. */
    private static final double ONE_FROM = 6;
    private static final int FRACTION_TERMS = 60;

    private ErrorFunction() {}

    static double of(double x) {
        double magnitude = Math.abs(x);
        if (!(magnitude < ONE_FROM)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        return magnitude < SERIES_LIMIT ? series(x) : Math.copySign(1 - complement(magnitude), x);
    }

    /** {@code 2 / sqrt(pi) * exp(-x^2) * sum(2^n x^(2n+1) / (1 * 3 * ... * (2n+1)))}, all terms of one sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** {@code erfc(x) = exp(-x^2) / sqrt(pi) / (x + (1/2) / (x + 1 / (x + (3/2) / (x + ...))))}. */
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
    }
}

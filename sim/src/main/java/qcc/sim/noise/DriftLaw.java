package qcc.sim.noise;

import qcc.chip.Noise.Drift;

/** Change of conductances with time. */
final class DriftLaw {
    private DriftLaw() {}

    /**
     * What a cell's conductance is multiplied with: {@code (elapsed / reference)^-nu}, nu at least 0.
     *
     * @param g the programmed conductance relative to the largest
     * @param z a standard normal number, the cell's own
     */
    static double factor(Drift drift, double g, double z) {
        var nu = switch (drift.exponent()) {
            case CONSTANT -> drift.nu() + drift.nuSigma() * z;
            case PCM_NANDAKUMAR -> drift.nu() * Math.abs(pcmMean(g) + pcmDeviation(g) * z);
        };
        return power(drift, Math.max(0, nu));
    }

    /** What converters multiply their reference with when they follow the drift: the factor of a cell of mean exponent at the largest conductance. */
    static double reference(Drift drift) {
        return drift.compensated() ? factor(drift, 1, 0) : 1;
    }

    private static double power(Drift drift, double nu) {
        return StrictMath.pow(drift.elapsedS() / drift.referenceS(), -nu);
    }

    /** Nandakumar et al., ICECS 2019, with AIHWKIT's coefficients. */
    private static double pcmMean(double g) {
        return Math.clamp(-0.0155 * logarithm(g) + 0.0244, 0.049, 0.1);
    }

    private static double pcmDeviation(double g) {
        return Math.clamp(-0.0125 * logarithm(g) - 0.0059, 0.008, 0.045);
    }

    private static double logarithm(double g) {
        return StrictMath.log(Math.max(g, 1e-7));
    }
}

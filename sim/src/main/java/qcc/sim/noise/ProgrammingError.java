package qcc.sim.noise;

import qcc.chip.Noise.Programming;

/**
 * Standard deviation of programmed conductances. Conductances are relative to the largest; a fit in microsiemens is scaled so that its largest
 * conductance is the cell's.
 */
final class ProgrammingError {
    /** Largest conductances of the fits in microsiemens. */
    private static final double PCM_LARGEST = 25;
    private static final double RRAM_MILO_LARGEST = 225;
    private static final double RRAM_WAN_LARGEST = 40;

    private ProgrammingError() {}

    /**
     * The standard deviation, relative to the largest conductance, of a cell programmed to a conductance.
     *
     * @param g the conductance relative to the largest, 0 to 1
     */
    static double deviation(Programming programming, double g) {
        var sigma = programming.sigma();
        return sigma * switch (programming.distribution()) {
            case INDEPENDENT -> 1;
            case PROPORTIONAL -> g;
            case INVERSE_PROPORTIONAL -> g == 0 ? 0 : 1 / g;
            case PCM_JOSHI -> pcmJoshi(g * PCM_LARGEST) / PCM_LARGEST;
            case PCM_NANDAKUMAR -> pcmNandakumar(g) / PCM_LARGEST;
            case RRAM_MILO -> rramMilo(g * RRAM_MILO_LARGEST) / RRAM_MILO_LARGEST;
            case RRAM_WAN -> rramWan(g * RRAM_WAN_LARGEST) / RRAM_WAN_LARGEST;
        };
    }

    /** Quadratic fit to figure 3b of Joshi et al., Nature Communications 11, 2473 (2020), with CrossSim's coefficients; 0 to 25 uS. */
    private static double pcmJoshi(double g) {
        return Math.max(0, -0.00178767 * g * g + 0.07585724 * g + 0.28638599);
    }

    /** Nandakumar et al., ICECS 2019, with AIHWKIT's coefficients; in the conductance relative to 25 uS. */
    private static double pcmNandakumar(double g) {
        return Math.max(0, -1.1731 * g * g + 1.9650 * g + 0.26348);
    }

    /** Linear fit to figure 4 (IGVVA-100) of Milo et al., IRPS 2021, with CrossSim's coefficients; 50 to 225 uS. */
    private static double rramMilo(double g) {
        return Math.max(0, -0.009107 * g + 4.782321);
    }

    /** Cubic fit to extended data figure 3 (after 1 s) of Wan et al., Nature 608 (2022), with CrossSim's coefficients; 0 to 40 uS. */
    private static double rramWan(double g) {
        return Math.max(0, 1.536e-4 * g * g * g - 1.167e-2 * g * g + 2.374e-1 * g + 1.053);
    }
}

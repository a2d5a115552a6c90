package qcc.chip;

import java.util.Optional;

/**
 * Non-idealities, used only where {@code ideal} is false. All are seeded: one seed, one result.
 *
 * @param ideal whether the chip computes as if it had none
 * @param seed seed of every random draw
 * @param programming error of a programmed conductance
 * @param readSigma standard deviation of read noise, relative to the largest conductance
 * @param drift change of conductance with time
 * @param wireOhm resistance of a wire from cell to cell
 * @param driver errors of input drivers
 * @param converter errors of converters
 * @param stuck share of cells that cannot be programmed
 * @param onOffRatio largest over smallest conductance; infinite where the file is silent
 */
public record Noise(boolean ideal, int seed, Optional<Programming> programming, double readSigma, Optional<Drift> drift,
        Optional<Wire> wireOhm, Optional<Driver> driver, Optional<Converter> converter, Optional<Stuck> stuck,
        double onOffRatio) {

    /**
     * Error of a programmed conductance: normal, with a deviation that depends on the conductance.
     *
     * @param distribution how the deviation depends on the conductance
     * @param sigma standard deviation at the largest conductance, relative to it; a factor for published fits
     */
    public record Programming(Distribution distribution, double sigma) {
        /** Dependence of the deviation on the conductance: a law, or a fit to measured devices. */
        public enum Distribution {
            INDEPENDENT, PROPORTIONAL, INVERSE_PROPORTIONAL, PCM_JOSHI, PCM_NANDAKUMAR, RRAM_MILO, RRAM_WAN;
        }

        static Programming read(Section section) {
            return new Programming(section.choice("distribution", Distribution.class), section.number("sigma", Bounds.NOT_NEGATIVE));
        }
    }

    /**
     * Conductance g(t) = g * (t / reference)^-nu.
     *
     * @param exponent where the exponents come from
     * @param nu mean exponent; a factor for fits
     * @param nuSigma standard deviation of the exponent over cells; fits have their own
     * @param referenceS time of the programmed value after programming in s
     * @param elapsedS time of use after programming in s
     * @param compensated whether converters follow the mean drift
     */
    public record Drift(Exponent exponent, double nu, double nuSigma, double referenceS, double elapsedS, boolean compensated) {
        /** Where the exponents come from. */
        public enum Exponent {
            /** From the file, the same for all conductances. */
            CONSTANT,
            /** From a fit to phase-change memory, by conductance. */
            PCM_NANDAKUMAR
        }

        static Drift read(Section section) {
            return new Drift(section.choice("exponent", Exponent.CONSTANT), section.number("nu", Bounds.NOT_NEGATIVE),
                    section.number("nu_sigma", Bounds.NOT_NEGATIVE, 0), section.number("reference_s", Bounds.POSITIVE),
                    section.number("elapsed_s", Bounds.POSITIVE), section.flag("compensated", false));
        }
    }

    /**
     * Resistance of a wire from cell to cell in ohm.
     *
     * @param row along a row
     * @param column along a column
     * @param cell resistance of a cell at its largest conductance, to which wires compare
     */
    public record Wire(double row, double column, double cell) {
        static Wire read(Section section) {
            return new Wire(section.number("row", Bounds.NOT_NEGATIVE, 0), section.number("column", Bounds.NOT_NEGATIVE, 0),
                    section.number("cell", Bounds.POSITIVE));
        }
    }

    /**
     * Errors of input drivers, one for each row.
     *
     * @param offsetLsb standard deviation of the offset in levels
     * @param gainSigma relative standard deviation of the gain
     * @param nonlinearityLsb largest deviation from the straight line in levels
     */
    public record Driver(double offsetLsb, double gainSigma, double nonlinearityLsb) {
        static Driver read(Section section) {
            return new Driver(section.number("offset_lsb", Bounds.NOT_NEGATIVE, 0), section.number("gain_sigma", Bounds.NOT_NEGATIVE, 0),
                    section.number("nonlinearity_lsb", Bounds.NOT_NEGATIVE, 0));
        }
    }

    /**
     * Errors of converters.
     *
     * @param offsetLsb standard deviation of the offset in steps
     * @param gainSigma relative standard deviation of the gain
     * @param nonlinearityLsb largest deviation from the straight line in steps
     */
    public record Converter(double offsetLsb, double gainSigma, double nonlinearityLsb) {
        static Converter read(Section section) {
            return new Converter(section.number("offset_lsb", Bounds.NOT_NEGATIVE, 0), section.number("gain_sigma", Bounds.NOT_NEGATIVE, 0),
                    section.number("nonlinearity_lsb", Bounds.NOT_NEGATIVE, 0));
        }
    }

    /**
     * Share of cells that cannot be programmed, 0 to 1.
     *
     * @param low stuck at the lowest level
     * @param high stuck at the highest level
     */
    public record Stuck(double low, double high) {
        static Stuck read(Section section) {
            var stuck = new Stuck(section.number("low", Bounds.FRACTION, 0), section.number("high", Bounds.FRACTION, 0));
            if (section.sound() && stuck.low + stuck.high > 1) {
                section.problem("high", section.path("low") + " and high sum to " + (stuck.low + stuck.high),
                        "they are shares of all cells: their sum is at most 1");
            }
            return stuck;
        }
    }

    /** These non-idealities, in force or not. */
    public Noise withIdeal(boolean none) {
        return new Noise(none, seed, programming, readSigma, drift, wireOhm, driver, converter, stuck, onOffRatio);
    }

    /** These non-idealities drawn for another seed. */
    public Noise withSeed(int number) {
        return new Noise(ideal, number, programming, readSigma, drift, wireOhm, driver, converter, stuck, onOffRatio);
    }

    static Noise read(Section section) {
        return new Noise(section.flag("ideal", true), section.integer("seed", Bounds.COUNT_OR_NONE, 1),
                section.optionalSection("programming", Programming::read),
                section.number("read_sigma", Bounds.NOT_NEGATIVE, 0), section.optionalSection("drift", Drift::read),
                section.optionalSection("wire_ohm", Wire::read), section.optionalSection("driver", Driver::read),
                section.optionalSection("converter", Converter::read), section.optionalSection("stuck", Stuck::read),
                section.number("on_off_ratio", new Bounds(1, true, 1e12), Double.POSITIVE_INFINITY));
    }
}

package qcc.chip;

/**
 * Analog-to-digital converters of an analog macro.
 *
 * @param bits resolution in bits
 * @param conversionNs time of one conversion in ns
 * @param columnsPerAdc columns converted one after the other
 * @param round rounding of a column sum to a code
 * @param fullScale choice of the step
 */
public record Adc(int bits, double conversionNs, int columnsPerAdc, Rounding round, FullScale fullScale) implements Readout {
    /** Rounding of a column sum to a code. */
    public enum Rounding {
        NEAREST, FLOOR
    }

    /**
     * Choice of the converter's step.
     *
     * @param mode how the step is chosen
     * @param per what has a step of its own
     * @param steps which steps there are
     */
    public record FullScale(Mode mode, Per per, Steps steps) {
        /** How the step is chosen. */
        public enum Mode {
            /** One count per step. */
            UNIT,
            /** The smallest step that covers the largest possible sum. */
            MAX,
            /** The step with the least squared error for the sums seen in calibration. */
            CALIBRATED
        }

        /** What has a step of its own. */
        public enum Per {
            CHIP, LAYER, CROSSBAR, SLICE, COLUMN
        }

        /** Which steps there are. */
        public enum Steps {
            /** Powers of two: values are shifted codes. */
            POWER_OF_TWO(0),
            /** Any positive integer: values are multiplied codes. */
            ANY(0),
            /** Any multiple of 2^-8 from 1 on: values are multiplied codes with as many fraction bits. */
            FIXED_POINT(8);

            private final int fractionBits;

            Steps(int fractionBits) {
                this.fractionBits = fractionBits;
            }

            /** Bits of a step behind the point. */
            public int fractionBits() {
                return fractionBits;
            }
        }

        static FullScale read(Section section) {
            return new FullScale(section.choice("mode", Mode.UNIT), section.choice("per", Per.LAYER),
                    section.choice("steps", Steps.POWER_OF_TWO));
        }
    }

    static Adc read(Section section) {
        return new Adc(section.integer("bits", Bounds.between(1, 24)), section.number("conversion_ns", Bounds.NOT_NEGATIVE),
                section.integer("columns_per_adc", Bounds.COUNT),
                section.choice("round", Rounding.NEAREST), section.sectionOrDefaults("full_scale", FullScale::read));
    }
}

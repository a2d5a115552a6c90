package qcc.chip;

/**
 * How inputs drive the rows.
 *
 * @param bits widest input in bits
 * @param drive form of the signal
 * @param dacBits bits driven in one phase
 * @param signed how signed inputs are driven
 * @param pad what drives rows whose input is padding
 */
public record InputDrive(int bits, Drive drive, int dacBits, Signed signed, Pad pad) {
    /** Forms of the input signal. */
    public enum Drive {
        BIT_SERIAL, MULTILEVEL, PULSE_WIDTH, PULSE_COUNT
    }

    /** Ways to drive signed inputs. */
    public enum Signed {
        /** Inputs are unsigned: x - qmin is driven, where that is the share of zero. */
        NONE,
        /** x - qmin is driven, and its share is folded into the bias. */
        OFFSET,
        /** Two's complement bits; the sign bit has a phase of its own, which is subtracted. */
        MSB_SUBTRACT,
        /** Positive and negative inputs in two phases. */
        POS_NEG,
        /** Each bit drives -1 or 1; several bits at once odd levels from -(2^bits - 1) to 2^bits - 1. */
        BIPOLAR
    }

    /** What drives rows whose input is padding. */
    public enum Pad {
        /** The code of the zero point. */
        DRIVE_ZERO_POINT,
        /** Nothing: the row is switched off. */
        GATE_ROWS
    }

    /** Phases per bit group caused by signs. */
    public int signPhases() {
        return signed == Signed.POS_NEG ? 2 : 1;
    }

    /** Phases of an input of some width: bits over {@code dacBits}, rounded up, for each sign; a sign bit that is subtracted has a phase of its own. */
    public int phases(int inputBits) {
        return signed == Signed.MSB_SUBTRACT
                ? Math.ceilDiv(inputBits - 1, dacBits) + 1
                : Math.ceilDiv(inputBits, dacBits) * signPhases();
    }

    /** Largest level driven in one phase, X = 2^dacBits - 1. */
    public int maxLevel() {
        return (1 << dacBits) - 1;
    }

    /** Largest magnitude of a whole input as driven. */
    public long maxMagnitude() {
        return switch (signed) {
            case NONE, OFFSET, BIPOLAR -> (1L << bits) - 1;
            case MSB_SUBTRACT, POS_NEG -> 1L << (bits - 1);
        };
    }

    static InputDrive read(Section section) {
        int bits = section.integer("bits", Bounds.between(1, 16), 8);
        var input = new InputDrive(bits, section.choice("drive", Drive.class), section.integer("dac_bits", Bounds.between(1, 16)),
                section.choice("signed", Signed.class),
                section.choice("pad", Pad.class));
        if (section.sound() && input.dacBits > bits) {
            section.problem("dac_bits", section.path("dac_bits") + " is " + input.dacBits + ", more than the " + bits + " bits of an input",
                    "lower dac_bits or raise bits");
        }
        return input;
    }
}

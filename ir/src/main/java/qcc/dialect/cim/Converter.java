package qcc.dialect.cim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How column sums of an analog group come about and are converted.
 *
 * <p>An input drives its rows in phases of {@code dacBits} bits. Per phase, plane of cells and row group the sum S of a column becomes
 * {@code clamp(floor((S + floor(D/2)) / D), least code, largest code) * D} with the step D, or {@code floor(S / D)} where it is rounded down. Codes
 * are 0 to 2^bits - 1, and -2^(bits-1) to 2^(bits-1) - 1 where sums can be negative. Sums of xnor cells are converted as the number of levels that
 * agree, {@code (S + X * rows) / 2} with the largest level X, in unsigned codes. Steps may have f fraction bits; with d = 2^f * D the codes are
 * those of {@code 2^f * S} with the step d, values are counted in units of 2^-f, and their total is rounded to an integer, halves up.
 *
 * @param bits resolution in bits, 1 to 24
 * @param steps the steps D
 * @param floor whether codes are rounded down, not to the nearest
 * @param inputBits bits of an input, 8
 * @param dacBits bits driven in one phase
 * @param signing how signed inputs are driven
 * @param rowGroups rows of each conversion in the order of the matrix's rows, which they cover
 */
public record Converter(int bits, StepTable steps, boolean floor, int inputBits, int dacBits, Signing signing, List<Integer> rowGroups) {
    /** The bits of an input, a storage integer. */
    public static final int INPUT_BITS = 8;
    /** The most bits of a converter. */
    public static final int MAX_BITS = 24;
    /** The widest slice of a weight in cells. */
    public static final int MAX_SLICE_BITS = 8;
    /** The largest magnitude of a column sum. */
    public static final long MAX_SUM = 1 << 30;

    /** How signed inputs are driven. */
    public enum Signing {
        /** {@code x + 128} is driven, without anything to be subtracted: for inputs whose zero point is -128. */
        NONE("none"),
        /** {@code x + 128} is driven, and what that adds is subtracted digitally. */
        OFFSET("offset"),
        /** The bits of two's complement; the sign bit has a phase of its own, which is subtracted. */
        MSB_SUBTRACT("msb_subtract"),
        /** {@code max(x, 0)} is driven, then {@code max(-x, 0)}, whose sums are subtracted. */
        POS_NEG("pos_neg"),
        /** Bits of {@code x + 128} drive -1 or 1, several of them odd levels from -(2^bits - 1) to 2^bits - 1. */
        BIPOLAR("bipolar");

        private final String text;

        Signing(String text) {
            this.text = text;
        }

        /** The spelling in chip files and attributes. */
        public String text() {
            return text;
        }

        /** The signing with some spelling. */
        public static Optional<Signing> named(String text) {
            return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
        }
    }

    /**
     * A phase in which all rows are driven once.
     *
     * @param shift the first bit driven
     * @param bits how many bits are driven
     * @param factor what sums of this phase are multiplied with
     * @param sign -1 where the magnitudes of negative inputs are driven, 1 where positive inputs are, else 0
     */
    public record Phase(int shift, int bits, int factor, int sign) {
        /** The largest digit of so many bits. */
        public int mask() {
            return (1 << bits) - 1;
        }
    }

    public Converter {
        rowGroups = List.copyOf(rowGroups);
    }

    /** The phases of an input: {@code x = (sum of factor * level + inputConstant) / inputDivisor}. */
    public List<Phase> phases() {
        var phases = new ArrayList<Phase>();
        switch (signing) {
            case NONE, OFFSET, BIPOLAR -> addPhases(phases, inputBits, 0);
            case MSB_SUBTRACT -> {
                addPhases(phases, inputBits - 1, 0);
                phases.add(new Phase(inputBits - 1, 1, -1 << inputBits - 1, 0));
            }
            case POS_NEG -> {
                addPhases(phases, inputBits, 1);
                addPhases(phases, inputBits, -1);
            }
        }
        return phases;
    }

    private void addPhases(List<Phase> phases, int end, int sign) {
        for (int shift = 0; shift < end; shift += dacBits) {
            phases.add(new Phase(shift, Math.min(dacBits, end - shift), (sign < 0 ? -1 : 1) << shift, sign));
        }
    }

    /** The level that an input drives in a phase. */
    public int level(int input, Phase phase) {
        int half = 1 << inputBits - 1;
        return switch (signing) {
            case NONE, OFFSET -> input + half >> phase.shift & phase.mask();
            case MSB_SUBTRACT -> input >> phase.shift & phase.mask();
            case POS_NEG -> Math.max(0, phase.sign * input) >> phase.shift & phase.mask();
            case BIPOLAR -> 2 * (input + half >> phase.shift & phase.mask()) - phase.mask();
        };
    }

    /** The largest level that any input drives in a phase; where levels are negative as well, the least is its negative, else 0. */
    public int largestLevel(Phase phase) {
        int magnitude = (1 << inputBits - 1) - (phase.sign > 0 ? 1 : 0);
        int below = (1 << Math.min(phase.bits, inputBits - 1 - phase.shift)) - 1;
        return phase.sign == 0 ? phase.mask() : Math.max(below, magnitude >> phase.shift & phase.mask());
    }

    /** What is added to the sum of an input's phases. */
    public int inputConstant() {
        return switch (signing) {
            case NONE, OFFSET -> -1 << inputBits - 1;
            case MSB_SUBTRACT, POS_NEG -> 0;
            case BIPOLAR -> -1;
        };
    }

    /** What the sum of an input's phases is divided by. */
    public int inputDivisor() {
        return signing == Signing.BIPOLAR ? 2 : 1;
    }

    /** What is wrong with the numbers; empty if nothing. */
    Optional<String> problem() {
        if (bits < 1 || bits > MAX_BITS) {
            return Optional.of("expects converters of 1 to " + MAX_BITS + " bits, not " + bits);
        }
        if (inputBits != INPUT_BITS) {
            return Optional.of("expects inputs of " + INPUT_BITS + " bits, not " + inputBits);
        }
        if (dacBits < 1 || dacBits > inputBits) {
            return Optional.of("expects phases of 1 to " + inputBits + " bits, not " + dacBits);
        }
        return Optional.empty();
    }
}

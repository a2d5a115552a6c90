package qcc.backend.cim.isa;

import java.util.List;
import java.util.Objects;

/**
 * How an analog array group's column sums come about and become numbers: inputs are driven in phases of {@code dacBits} bits; the sum S of a
 * column over one row group becomes {@code clamp(floor((S + floor(D/2)) / D)) * D}, or {@code clamp(floor(S / D)) * D} where it is rounded down.
 * With f fraction bits, steps are d = 2^f * D: the codes are those of {@code 2^f * S} with d, and the total of the values, in units of 2^-f, is
 * rounded to an integer once for each product of a group, halves up.
 *
 * @param bits resolution in bits, 1 to 24
 * @param steps the steps D
 * @param rounding how a sum is rounded to a code
 * @param inputBits bits of an input, 8
 * @param dacBits bits of an input driven in one phase, 1 to 8
 * @param signing how signed inputs are driven
 * @param rowGroups rows of each conversion, in the order of the matrix's rows
 */
public record Converter(int bits, StepTable steps, Rounding rounding, int inputBits, int dacBits, Signing signing,
        List<Integer> rowGroups) {
    private static final int MAX_BITS = 24;
    private static final int INPUT_BITS = 8;

    /** How a sum is rounded to a code. */
    public enum Rounding {
        /** To the nearest code, halves up. */
        NEAREST,
        /** Down. */
        FLOOR
    }

    /** How signed inputs are driven. */
    public enum Signing {
        /** {@code x + 128}, for inputs whose zero point is -128. */
        NONE,
        /** {@code x + 128}. */
        OFFSET,
        /** Two's complement; the sign bit has a phase of its own, which is subtracted. */
        MSB_SUBTRACT,
        /** {@code max(x, 0)}, then {@code max(-x, 0)}, whose phases are subtracted. */
        POS_NEG,
        /** Digits d of b bits of {@code x + 128} as levels {@code 2 * d - (2^b - 1)}. */
        BIPOLAR
    }

    /**
     * @throws IllegalArgumentException for a number outside its range
     */
    public Converter {
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(rounding, "rounding");
        Objects.requireNonNull(signing, "signing");
        rowGroups = List.copyOf(rowGroups);
        require(bits >= 1 && bits <= MAX_BITS, "has 1 to 24 bits, not " + bits);
        require(inputBits == INPUT_BITS, "has inputs of 8 bits, not " + inputBits);
        require(dacBits >= 1 && dacBits <= inputBits, "has phases of 1 to 8 bits, not " + dacBits);
        require(!rowGroups.isEmpty() && rowGroups.stream().allMatch(n -> n >= 1), "has row groups of at least 1 row, not " + rowGroups);
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new IllegalArgumentException("a converter " + rule);
        }
    }

    /** The rows of all row groups. */
    public long rows() {
        return rowGroups.stream().mapToLong(Integer::longValue).sum();
    }
}

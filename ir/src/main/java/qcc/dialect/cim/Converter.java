package qcc.dialect.cim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How column sums of an analog group come about and are converted.
 *
 * <p>An input drives its rows in phases of {@code dacBits} bits. Per phase, slice and row group the sum S of a column becomes
 * {@code clamp(floor((S + floor(D/2)) / D), least code, largest code) * D} with the step D, or {@code floor(S / D)} where it is rounded down. Codes
 * are 0 to 2^bits - 1, and -2^(bits-1) to 2^(bits-1) - 1 where positive and negative cells are subtracted before.
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
    public static final int MAX_SLICE_BITS = 7;

    /** How signed inputs are driven. */
    public enum Signing {
        /** {@code x + 128} is driven, and what that adds is subtracted digitally. */
        OFFSET("offset"),
        /** The bits of two's complement; the phase of the sign bit is subtracted. */
        MSB_SUBTRACT("msb_subtract");

        private final String text;

        Signing(String text) {
            this.text = text;
        }

        /** The spelling in chip files and attributes. */
        public String text() {
            return text;
        }

        static Optional<Signing> named(String text) {
            return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
        }
    }

    public Converter {
        rowGroups = List.copyOf(rowGroups);
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
        if (signing == Signing.MSB_SUBTRACT && dacBits != 1) {
            return Optional.of("expects phases of 1 bit where that of the sign bit is subtracted, not " + dacBits);
        }
        return Optional.empty();
    }
}

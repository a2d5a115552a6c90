package qcc.sim;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;

/**
 * The phases in which a converter's group drives a byte: digits d of 1 to 8 bits. A level is its digit, and
 * {@code 2 * d - (2^bits - 1)} where levels are bipolar.
 */
final class InputPhases {
    private static final int BYTE_OFFSET = 128;

    private final Signing signing;
    private final int inputBits;
    private final List<Phase> phases = new ArrayList<>();

    /**
     * One phase.
     *
     * @param shift first bit of the digit
     * @param bits bits of the digit
     * @param isNegative whether its sums are subtracted
     * @param largestDigit the largest digit that any byte has
     */
    record Phase(int shift, int bits, boolean isNegative, int largestDigit) {
        int factor() {
            return isNegative ? -1 << shift : 1 << shift;
        }

        /** The largest digit of so many bits. */
        int mask() {
            return (1 << bits) - 1;
        }
    }

    InputPhases(Converter converter) {
        this.signing = converter.signing();
        this.inputBits = converter.inputBits();
        var isComplement = signing == Signing.MSB_SUBTRACT;
        add(converter.dacBits(), isComplement ? inputBits - 1 : inputBits, false);
        if (isComplement) {
            addPhase(inputBits - 1, 1, true);
        }
        if (signing == Signing.POS_NEG) {
            add(converter.dacBits(), inputBits, true);
        }
    }

    private void add(int step, int end, boolean isNegative) {
        for (var shift = 0; shift < end; shift += step) {
            addPhase(shift, Math.min(step, end - shift), isNegative);
        }
    }

    private void addPhase(int shift, int bits, boolean isNegative) {
        var largest = 0;
        var phase = new Phase(shift, bits, isNegative, largest);
        for (var x = (int) Byte.MIN_VALUE; x <= Byte.MAX_VALUE; x++) {
            largest = Math.max(largest, digit((byte) x, phase));
        }
        phases.add(new Phase(shift, bits, isNegative, largest));
    }

    List<Phase> phases() {
        return phases;
    }

    /** Whether levels are positive and negative, and sums twice the digits' less the largest. */
    boolean areBipolar() {
        return signing == Signing.BIPOLAR;
    }

    /** What is added to a byte's sum of phases, before it is halved where levels are bipolar. */
    int constant() {
        return switch (signing) {
            case NONE, OFFSET -> -BYTE_OFFSET;
            case MSB_SUBTRACT, POS_NEG -> 0;
            case BIPOLAR -> -1;
        };
    }

    /** The digit that a byte drives in a phase. */
    int digit(byte x, Phase phase) {
        return code(x, phase) >>> phase.shift & phase.mask();
    }

    /** The number whose digits are driven: 0 to 255. */
    private int code(byte x, Phase phase) {
        return switch (signing) {
            case NONE, OFFSET, BIPOLAR -> x + BYTE_OFFSET;
            case MSB_SUBTRACT -> x & 0xFF;
            case POS_NEG -> Math.max(0, phase.isNegative ? -x : x);
        };
    }
}

package qcc.sim;

import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;

/**
 * What all copies of a group have in common whose cells are as they really are. Immutable.
 *
 * @param arithmetic what converted sums make of inputs and weights
 * @param factors what a level of each plane counts in a sum
 * @param correction what is subtracted digitally
 */
record MeasuredCode(ArrayGroup group, Converter converter, CodeArithmetic arithmetic, int[] factors, OffsetCorrection correction) {
    /**
     * @param group one with converters
     * @param pedestal what every cell holds beside its level
     */
    static MeasuredCode of(ArrayGroup group, double pedestal) {
        var converter = group.converter().orElseThrow();
        var arithmetic = CodeArithmetic.of(group, converter);
        var factors = arithmetic.planes().stream().mapToInt(CellPlane::factor).toArray();
        return new MeasuredCode(group, converter, arithmetic, factors, new OffsetCorrection(group, converter, arithmetic, pedestal));
    }

    List<InputPhases.Phase> phases() {
        return arithmetic.inputs().phases();
    }

    /** The level that drives a row in a phase. */
    int level(byte input, InputPhases.Phase phase) {
        var digit = arithmetic.inputs().digit(input, phase);
        return arithmetic.inputs().areBipolar() ? 2 * digit - phase.mask() : digit;
    }

    /** The largest level of a driver. */
    int topLevel() {
        return (1 << converter.dacBits()) - 1;
    }

    /** The least level of a driver, 0 or less. */
    int bottomLevel() {
        return arithmetic.inputs().areBipolar() ? -topLevel() : 0;
    }

    /** What the sums of some rows have beside what cells add: xnor cells count agreements from -X / 2 on for each row. */
    double base(InputPhases.Phase phase, int rows) {
        return arithmetic.isXnor() ? phase.mask() * rows / 2.0 : 0;
    }

    /** What a value of a plane counts in a phase. */
    int factor(int plane, InputPhases.Phase phase) {
        return phase.factor() * factors[plane] * (arithmetic.isXnor() ? 2 : 1);
    }
}

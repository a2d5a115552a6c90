package qcc.sim;

import java.util.Arrays;

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
        return new MeasuredCode(group, converter, arithmetic, factors,
                new OffsetCorrection(group, converter, Arrays.stream(factors).sum(), pedestal));
    }

    /** Columns of cells: planes times columns. */
    int width() {
        return factors.length * group.columns();
    }
}

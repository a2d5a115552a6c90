package qcc.sim;

import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.WeightEncoding;

/**
 * What the converted sums of a group make of inputs and weights. With the driven inputs L = h*x - e and the programmed weights G = k*w - f,
 * {@code sum x*w = (sum L*G + e*k * sum w + f*h * sum x - rows*e*f) / (h*k)}. Immutable.
 *
 * @param inputs how inputs are driven; e is their constant, and h is 2 where they are bipolar, else 1
 * @param planes what cells hold
 * @param conversions how sums become values
 * @param isXnor whether cells hold -1 and 1, and k is 2, not 1
 * @param weightConstant f
 */
record CodeArithmetic(InputPhases inputs, List<CellPlane> planes, Conversions conversions, boolean isXnor, long weightConstant) {
    static CodeArithmetic of(ArrayGroup group, Converter converter) {
        var inputs = new InputPhases(converter);
        var planes = CellPlane.of(group);
        var isXnor = group.encoding() == WeightEncoding.XNOR;
        var half = 1L << group.sliceBits().stream().mapToInt(Integer::intValue).sum() - 1;
        var constant = switch (group.encoding()) {
            case OFFSET -> -half;
            case XNOR -> -1;
            case TWOS_COMPLEMENT, DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> 0;
        };
        return new CodeArithmetic(inputs, planes, new Conversions(converter, planes, isXnor, inputs.areBipolar()), isXnor, constant);
    }

    private int inputDivisor() {
        return inputs.areBipolar() ? 2 : 1;
    }

    private int weightDivisor() {
        return isXnor ? 2 : 1;
    }

    /** What sums are divided by at the end, rounded down. */
    int divisor() {
        return inputDivisor() * weightDivisor();
    }

    /** What the sum of the inputs of a product is multiplied with, to be added to each column. */
    long inputFactor() {
        return weightConstant * inputDivisor();
    }

    /** What is added to the columns, [columns]. */
    long[] constants(ArrayGroup group) {
        var columns = group.columns();
        var result = new long[columns];
        var e = (long) inputs.constant();
        for (var i = 0; i < group.matrix().length; i++) {
            result[i % columns] += e * weightDivisor() * group.matrix()[i];
        }
        for (var c = 0; c < columns; c++) {
            result[c] -= group.rows() * e * weightConstant;
        }
        return result;
    }

    /** The most levels of a phase that can agree over some rows. */
    static long largestAgreement(InputPhases.Phase phase, int rows) {
        return (long) phase.mask() * rows;
    }
}

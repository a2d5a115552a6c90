package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.sim.LosslessProof.Range;

/**
 * What is subtracted digitally from the sums of values: what offsets of inputs and weights, and the lowest conductance of cells, have added.
 * Immutable.
 */
final class OffsetCorrection {
    private static final int BYTE_OFFSET = 128;

    private final int inputOffset;
    private final int drivenFactor;
    private final int drivenOffset;
    private final long inputFactor;
    private final double pedestal;
    private final long[] constants;

    /**
     * @param arithmetic what sums make of inputs and weights
     * @param pedestal what every cell holds beside its level
     */
    OffsetCorrection(ArrayGroup group, Converter converter, CodeArithmetic arithmetic, double pedestal) {
        var isBipolar = arithmetic.inputs().areBipolar();
        this.inputOffset = switch (converter.signing()) {
            case NONE, OFFSET, BIPOLAR -> BYTE_OFFSET;
            case MSB_SUBTRACT, POS_NEG -> 0;
        };
        this.drivenFactor = isBipolar ? 2 : 1;
        this.drivenOffset = converter.signing() == Signing.BIPOLAR ? 1 : inputOffset;
        this.inputFactor = arithmetic.inputFactor();
        var factors = arithmetic.planes().stream().mapToLong(CellPlane::factor).sum() * (arithmetic.isXnor() ? 2 : 1);
        this.pedestal = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG ? 0 : factors * pedestal;
        this.constants = constants(group, arithmetic);
    }

    /** Agreements of xnor cells stand for {@code 2 * agreements - X * rows}. */
    private static long[] constants(ArrayGroup group, CodeArithmetic arithmetic) {
        var planeFactors = arithmetic.planes().stream().mapToLong(CellPlane::factor).sum();
        var agreements = arithmetic.inputs().phases().stream()
                .mapToLong(phase -> phase.factor() * planeFactors * CodeArithmetic.largestAgreement(phase, group.rows())).sum();
        return Arrays.stream(arithmetic.constants(group)).map(sum -> sum - (arithmetic.isXnor() ? agreements : 0)).toArray();
    }

    /** What is added to an input before it is driven, which inverts the bits set in it. */
    int inputOffset() {
        return inputOffset;
    }

    /** Subtracts what the window at the addresses added to the sums of a product, [columns][samples], modulo 2^32. */
    void apply(byte[] memory, int[] addresses, int samples, int[] target, int offset) {
        var terms = terms(memory, addresses, samples);
        for (var c = 0; c < constants.length; c++) {
            for (var s = 0; s < samples; s++) {
                target[offset + c * samples + s] += (int) (terms[s] + constants[c]);
            }
        }
    }

    /** What is added to all columns for the window at the addresses, for each sample. */
    long[] terms(byte[] memory, int[] addresses, int samples) {
        var inputs = new int[samples];
        for (var k = 0; (inputFactor != 0 || pedestal != 0) && k < addresses.length; k++) {
            for (var s = 0; s < samples; s++) {
                inputs[s] += memory[addresses[k] * samples + s];
            }
        }
        var terms = new long[samples];
        for (var s = 0; s < samples; s++) {
            var driven = drivenFactor * inputs[s] + drivenOffset * addresses.length;
            terms[s] = inputFactor * inputs[s] - (long) Math.rint(pedestal * driven);
        }
        return terms;
    }

    /** What is added to a column for every window. */
    long constant(int column) {
        return constants[column];
    }

    /** The range of what is added to a column of products. */
    Range range(int column, int rows) {
        var inputs = new Range((long) Byte.MIN_VALUE * rows, (long) Byte.MAX_VALUE * rows);
        var driven = (drivenFactor * (long) -Byte.MIN_VALUE + drivenOffset) * rows;
        var pedestals = (long) Math.ceil(Math.abs(pedestal) * driven);
        return inputs.times(inputFactor).plus(new Range(constants[column], constants[column])).plus(new Range(-pedestals, pedestals));
    }
}

package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.WeightEncoding;

/**
 * What offset inputs, offset weights and the lowest conductance of cells add to products, and subtracting it digitally. Immutable.
 */
final class OffsetCorrection {
    private static final int BYTE_OFFSET = 128;

    private final int columns;
    private final int inputOffset;
    private final int weightOffset;
    private final double pedestal;
    private final int[] corrections;

    /** The correction of cells that hold nothing at their lowest level. */
    OffsetCorrection(ArrayGroup group, Converter converter) {
        this(group, converter, 0, 0);
    }

    /**
     * @param factorSum the sum over planes of what a level counts
     * @param pedestal what every cell holds beside its level
     */
    OffsetCorrection(ArrayGroup group, Converter converter, long factorSum, double pedestal) {
        this.columns = group.columns();
        this.inputOffset = converter.signing() == Signing.OFFSET || converter.signing() == Signing.NONE ? BYTE_OFFSET : 0;
        this.weightOffset = group.encoding() == WeightEncoding.OFFSET
                ? 1 << group.sliceBits().stream().mapToInt(Integer::intValue).sum() - 1
                : 0;
        this.pedestal = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG ? 0 : factorSum * pedestal;
        this.corrections = new int[columns];
        for (var i = 0; inputOffset != 0 && i < group.matrix().length; i++) {
            corrections[i % columns] += inputOffset * group.matrix()[i];
        }
    }

    /** What is added to an input before it is driven, which inverts the bits set in it. */
    int inputOffset() {
        return inputOffset;
    }

    /** Subtracts what the window at the addresses added to the sums of a product, modulo 2^32. */
    void apply(byte[] memory, int[] addresses, int samples, int[] target, int offset) {
        var inputs = new int[samples];
        for (var k = 0; (weightOffset != 0 || pedestal != 0) && k < addresses.length; k++) {
            for (var s = 0; s < samples; s++) {
                inputs[s] += memory[addresses[k] * samples + s] + inputOffset;
            }
        }
        for (var s = 0; s < samples; s++) {
            inputs[s] = weightOffset * inputs[s] + (int) Math.rint(pedestal * inputs[s]);
        }
        for (var c = 0; c < columns; c++) {
            for (var s = 0; s < samples; s++) {
                target[offset + c * samples + s] -= inputs[s] + corrections[c];
            }
        }
    }

    /** The range of what is added to a column of products. */
    LosslessProof.Range range(int column, int rows) {
        var inputs = new LosslessProof.Range((Byte.MIN_VALUE + inputOffset) * (long) rows, (Byte.MAX_VALUE + inputOffset) * (long) rows);
        var fixed = new LosslessProof.Range(-corrections[column], -corrections[column]);
        var pedestals = (long) Math.ceil(Math.abs(pedestal) * Math.max(-inputs.minimum(), inputs.maximum()));
        return fixed.plus(inputs.times(-weightOffset)).plus(new LosslessProof.Range(-pedestals, pedestals));
    }
}

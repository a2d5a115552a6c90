package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.WeightEncoding;

/** What offset inputs and offset weights add to products, and subtracting it digitally. Immutable. */
final class OffsetCorrection {
    private static final int BYTE_OFFSET = 128;

    private final int columns;
    private final int inputOffset;
    private final int weightOffset;
    private final int[] corrections;

    OffsetCorrection(ArrayGroup group, Converter converter) {
        this.columns = group.columns();
        this.inputOffset = converter.signing() == Signing.OFFSET ? BYTE_OFFSET : 0;
        this.weightOffset = group.encoding() == WeightEncoding.OFFSET
                ? 1 << group.sliceBits().stream().mapToInt(Integer::intValue).sum() - 1
                : 0;
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
        for (var k = 0; weightOffset != 0 && k < addresses.length; k++) {
            for (var s = 0; s < samples; s++) {
                inputs[s] += memory[addresses[k] * samples + s] + inputOffset;
            }
        }
        for (var c = 0; c < columns; c++) {
            for (var s = 0; s < samples; s++) {
                target[offset + c * samples + s] -= weightOffset * inputs[s] + corrections[c];
            }
        }
    }
}

package qcc.passes.mapping;

import qcc.dialect.nn.ConstantOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Value;

/** The integers of a constant. */
final class ConstantData {
    private ConstantData() {}

    /** Storage integers of 8 bits. */
    static byte[] bytes(Value value) {
        var constant = (ConstantOp) value.definingOp();
        if (constant.value() instanceof DenseResourceAttr data) {
            return data.resource().blob().orElseThrow(() -> new IllegalStateException(constant + " has no bytes")).toArray();
        }
        var elements = ((DenseElementsAttr) constant.value()).toLongs();
        var bytes = new byte[elements.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) elements[i];
        }
        return bytes;
    }

    /** Storage integers of 32 bits. */
    static int[] ints(Value value) {
        var constant = (ConstantOp) value.definingOp();
        if (constant.value() instanceof DenseResourceAttr data) {
            var buffer = data.resource().blob().orElseThrow(() -> new IllegalStateException(constant + " has no bytes")).bytes()
                    .asIntBuffer();
            var ints = new int[buffer.remaining()];
            buffer.get(ints);
            return ints;
        }
        var elements = ((DenseElementsAttr) constant.value()).toLongs();
        var ints = new int[elements.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = Math.toIntExact(elements[i]);
        }
        return ints;
    }
}

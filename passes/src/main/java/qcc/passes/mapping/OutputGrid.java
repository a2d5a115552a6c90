package qcc.passes.mapping;

import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.quant.UniformType;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpState;
import qcc.ir.TensorType;

/** Where results end: their zero point and the integers they are limited to. */
record OutputGrid(long zeroPoint, int min, int max) {
    /** The grid of an operation's result within its storage range, with the activation fused into the operation. */
    static OutputGrid of(Op op) {
        var grid = (UniformType) ((TensorType) op.result(0).type()).element();
        int min = (int) grid.storageMin();
        int max = (int) grid.storageMax();
        var clamp = Clamp.of(op).map(DenseArrayAttr::toInts).orElse(new int[]{min, max});
        return new OutputGrid(grid.zeroPoint(), Math.clamp(clamp[0], min, max), Math.clamp(clamp[1], min, max));
    }

    /** Writes the properties that all requantizing operations have. */
    void addTo(OpState state, RequantizeMode mode) {
        state.property("output_zero_point", IntegerAttr.of(zeroPoint)).property("clamp", DenseArrayAttr.ofInts(min, max))
                .property("mode", mode.attribute());
    }
}

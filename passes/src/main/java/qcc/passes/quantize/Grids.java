package qcc.passes.quantize;

import qcc.dialect.nn.Clamp;
import qcc.dialect.quant.UniformType;
import qcc.ir.DictionaryAttr;
import qcc.ir.Op;

/** Reals as integers of a grid. */
final class Grids {
    private Grids() {}

    /** {@code clamp(round_half_even(x / scale) + zero point)} in f32; infinities saturate. */
    static int quantize(double real, UniformType grid) {
        float scaled = (float) real / (float) grid.scale();
        double integer = Math.rint(scaled) + grid.zeroPoint();
        return (int) Math.max(grid.storageMin(), Math.min(grid.storageMax(), integer));
    }

    /** The properties of an operation with its fused activation, if any, in the integers of a grid. */
    static DictionaryAttr integerProperties(Op op, UniformType grid) {
        return Clamp.of(op).map(clamp -> {
            var bounds = clamp.toDoubles();
            return op.properties().with(Clamp.PROPERTY, Clamp.ofIntegers(quantize(bounds[0], grid), quantize(bounds[1], grid)));
        }).orElse(op.properties());
    }
}

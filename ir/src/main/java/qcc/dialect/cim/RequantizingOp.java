package qcc.dialect.cim;

import qcc.dialect.nn.RequantizeMode;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;

/** An operation that ends with a requantization to the grid of its result. */
public abstract sealed class RequantizingOp extends Op implements CimComputeOp, Pure permits MulOp, RequantizeOp, RescaleOp, SumOfTwoOp {
    RequantizingOp(OpDef<?> def, OpState state) {
        super(def, state);
    }

    /** The zero point of the result. */
    public final int outputZeroPoint() {
        return (int) longProperty("output_zero_point");
    }

    /** The smallest result. */
    public final int clampMin() {
        return property("clamp", DenseArrayAttr.class).toInts()[0];
    }

    /** The largest result. */
    public final int clampMax() {
        return property("clamp", DenseArrayAttr.class).toInts()[1];
    }

    public final RequantizeMode mode() {
        return RequantizeMode.named(stringProperty("mode")).orElseThrow();
    }
}

package qcc.dialect.cim;

import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The element-wise sum or difference of two tensors on different grids. */
public abstract sealed class SumOfTwoOp extends RequantizingOp permits AddOp, SubOp {
    SumOfTwoOp(OpDef<?> def, OpState state) {
        super(def, state);
    }

    public final Value lhs() {
        return operand(0);
    }

    public final Value rhs() {
        return operand(1);
    }

    public final int lhsZeroPoint() {
        return (int) longProperty("lhs_zero_point");
    }

    public final int lhsMultiplier() {
        return (int) longProperty("lhs_multiplier");
    }

    public final int lhsShift() {
        return (int) longProperty("lhs_shift");
    }

    public final int rhsZeroPoint() {
        return (int) longProperty("rhs_zero_point");
    }

    public final int rhsMultiplier() {
        return (int) longProperty("rhs_multiplier");
    }

    public final int rhsShift() {
        return (int) longProperty("rhs_shift");
    }

    public final int outputMultiplier() {
        return (int) longProperty("output_multiplier");
    }

    public final int outputShift() {
        return (int) longProperty("output_shift");
    }

    /** The core that executes it. */
    public final int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        if (!lhs().type().equals(result().type()) || !rhs().type().equals(result().type())) {
            check.error("expects operands and result of one type");
        }
    }
}

package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** {@code (q1 - z1) * (q2 - z2)} requantized in the mode. */
public final class MulOp extends RequantizingOp {
    public static final OpDef<MulOp> DEF = OpDef.of("cim.mul", MulOp.class, MulOp::new)
            .summary("the product of two tensors on different grids")
            .description("""
                    `clamp(requantize((lhs - lhs_zero_point) * (rhs - rhs_zero_point)) + output_zero_point)`, element by element;
                    operands and result have one shape.

                    `multiplier` and `shift` have the meaning of the mode: `multiplier * 2^(shift - 31)` in `double` and `single`,
                    an f32 in `float`, whose bits are the multiplier, and `2^shift` in `shift`.""")
            .example(
                    """
                            %y = cim.mul %a, %b {clamp = array<i32: -128, 127>, lhs_zero_point = 0 : i64, mode = "double",
                                                 multiplier = 1717986918 : i64, output_zero_point = 0 : i64, rhs_zero_point = 0 : i64, shift = -4 : i64}
                                : (tensor<1x8x8x16xi8>, tensor<1x8x8x16xi8>) -> tensor<1x8x8x16xi8>""")
            .operand("lhs", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .operand("rhs", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("lhs_zero_point", IntegerAttr.class, "the zero point of the left operand")
            .attribute("rhs_zero_point", IntegerAttr.class, "the zero point of the right operand")
            .attribute("multiplier", IntegerAttr.class, "scales the product")
            .attribute("shift", IntegerAttr.class, "scales the product")
            .attribute("output_zero_point", IntegerAttr.class, "the zero point of the result")
            .attribute("clamp", DenseArrayAttr.class, "the smallest and largest result, i32")
            .attribute("mode", StringAttr.class, "how sums are requantized: double, single, float or shift")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private MulOp(OpState state) {
        super(DEF, state);
    }

    public Value lhs() {
        return operand(0);
    }

    public Value rhs() {
        return operand(1);
    }

    public int lhsZeroPoint() {
        return (int) longProperty("lhs_zero_point");
    }

    public int rhsZeroPoint() {
        return (int) longProperty("rhs_zero_point");
    }

    public int multiplier() {
        return (int) longProperty("multiplier");
    }

    public int shift() {
        return (int) longProperty("shift");
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        for (var input : operands()) {
            if (!input.type().equals(result().type())) {
                check.error("expects operands and result of one type");
                return;
            }
        }
    }
}

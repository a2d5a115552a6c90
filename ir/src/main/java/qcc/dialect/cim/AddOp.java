package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;

/** The element-wise sum of storage integers on different grids, as the numeric contract defines it for the mode.
 *
 * <p>{@code double} and {@code single}: inputs shifted left by 20, each scaled by its multiplier, added, scaled by the output multiplier.
 * {@code float}: the multipliers hold the bits of the three f32 scales. {@code shift}: the shifts are the exponents of
 * {@code s1/sy} and {@code s2/sy}.
 */
public final class AddOp extends SumOfTwoOp {
    public static final OpDef<AddOp> DEF = OpDef.of("cim.add", AddOp.class, AddOp::new)
            .summary("the sum of two tensors on different grids")
            .operand("lhs", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .operand("rhs", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("lhs_zero_point", IntegerAttr.class, "the zero point of the left operand")
            .attribute("lhs_multiplier", IntegerAttr.class, "scales the left operand")
            .attribute("lhs_shift", IntegerAttr.class, "scales the left operand")
            .attribute("rhs_zero_point", IntegerAttr.class, "the zero point of the right operand")
            .attribute("rhs_multiplier", IntegerAttr.class, "scales the right operand")
            .attribute("rhs_shift", IntegerAttr.class, "scales the right operand")
            .attribute("output_multiplier", IntegerAttr.class, "scales the result")
            .attribute("output_shift", IntegerAttr.class, "scales the result")
            .attribute("output_zero_point", IntegerAttr.class, "the zero point of the result")
            .attribute("clamp", DenseArrayAttr.class, "the smallest and largest result, i32")
            .attribute("mode", StringAttr.class, "how sums are requantized: double, single, float or shift")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private AddOp(OpState state) {
        super(DEF, state);
    }
}

package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;

/** The element-wise difference of storage integers on different grids, as the numeric contract defines it for the mode.
 *
 * <p>{@code double} and {@code single}: inputs shifted left by 20, each scaled by its multiplier, subtracted, scaled by the output multiplier.
 * {@code float}: the multipliers hold the bits of the three f32 scales. {@code shift}: the shifts are the exponents of
 * {@code s1/sy} and {@code s2/sy}.
 */
public final class SubOp extends SumOfTwoOp {
    public static final OpDef<SubOp> DEF = OpDef.of("cim.sub", SubOp.class, SubOp::new)
            .summary("the difference of two tensors on different grids")
            .description("""
                    `clamp(w1 * (lhs - lhs_zero_point) - w2 * (rhs - rhs_zero_point))` on the output's grid, element by element;
                    operands and result have one shape.

                    In the modes `double` and `single` the differences are shifted left by 20, each is scaled by its multiplier and
                    shift, and the difference is scaled by the output's. In `float` the multipliers hold the bits of the three f32
                    scales, and the difference of reals is quantized. In `shift` the shifts of the operands are the exponents of
                    `s1 / sy` and `s2 / sy`; the exact difference on the finest of the three grids is rounded once.""")
            .example(
                    """
                            %y = cim.sub %a, %b {clamp = array<i32: -128, 127>, lhs_multiplier = 1073741824 : i64, lhs_shift = -1 : i64, lhs_zero_point = 0 : i64,
                                                 mode = "double", output_multiplier = 1073741824 : i64, output_shift = -18 : i64,
                                                 output_zero_point = -128 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = 0 : i64,
                                                 rhs_zero_point = 0 : i64}
                                : (tensor<1x8x8x16xi8>, tensor<1x8x8x16xi8>) -> tensor<1x8x8x16xi8>""")
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

    private SubOp(OpState state) {
        super(DEF, state);
    }
}

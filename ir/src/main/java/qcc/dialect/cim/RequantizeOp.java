package qcc.dialect.cim;

import java.util.Optional;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Brings raw sums to storage integers: {@code acc' = acc + bias[c]}, plus the scaled residual, then the requantization of the mode, the zero
 * point and the clamp.
 *
 * <p>A multiplier of mode {@code double} or {@code single} means {@code m * 2^(shift - 31)}; in mode {@code float} it holds the bits of an
 * f32 and the shift is 0; in mode {@code shift} it is 1 and the sum is scaled by {@code 2^shift}. The residual
 * {@code r - residual_zero_point} is scaled in the same way by its own multipliers.
 */
public final class RequantizeOp extends RequantizingOp {
    public static final OpDef<RequantizeOp> DEF = OpDef.of("cim.requantize", RequantizeOp.class, RequantizeOp::new)
            .summary("sums to storage integers, channel by channel")
            .description("""
                    For channel c: `acc = sum + bias[c]`, plus the scaled residual `r - residual_zero_point` where there is one;
                    then `clamp(acc scaled by multiplier[c] and shift[c], rounded, + output_zero_point)`. The bias includes the
                    correction of zero points, `-zx * sum(w)`.

                    A multiplier and its shift have the meaning of the mode: `multiplier * 2^(shift - 31)` in `double` and `single`,
                    an f32 in `float`, whose bits are the multiplier, and `2^shift` in `shift`. The residual has its own,
                    `residual_multiplier` and `residual_shift`, which bring it to the accumulator's grid. A sum that leaves 32 bits
                    is an error.""")
            .example("""
                    %y = cim.requantize %sums {bias = array<i32: 100, -20>, clamp = array<i32: -128, 127>, mode = "double",
                                               multiplier = array<i32: 1073741824, 1717986918>, output_zero_point = -128 : i64,
                                               shift = array<i32: -9, -10>}
                        : (tensor<1x8x8x2xi32>) -> tensor<1x8x8x2xi8>""")
            .operand("sums", CimTypes.SUM_MAP_PHRASE, CimTypes.SUM_MAP)
            .optionalOperand("residual", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .attribute("bias", DenseArrayAttr.class, "added to the sums of each channel, zero-point corrections included, i32")
            .attribute("multiplier", DenseArrayAttr.class, "for each channel, i32")
            .attribute("shift", DenseArrayAttr.class, "for each channel, i32")
            .optionalAttribute("residual_multiplier", DenseArrayAttr.class, "for each channel, i32")
            .optionalAttribute("residual_shift", DenseArrayAttr.class, "for each channel, i32")
            .attribute("residual_zero_point", IntegerAttr.of(0), "the zero point of the residual")
            .attribute("output_zero_point", IntegerAttr.class, "the zero point of the result")
            .attribute("clamp", DenseArrayAttr.class, "the smallest and largest result, i32")
            .attribute("mode", StringAttr.class, "how sums are requantized: double, single, float or shift")
            .result("result", CimTypes.MAP_PHRASE, CimTypes.MAP)
            .format("operands attr-dict `:` functional-type");

    private RequantizeOp(OpState state) {
        super(DEF, state);
    }

    public Value sums() {
        return operand(0);
    }

    public Optional<Value> residual() {
        return optionalOperand(1);
    }

    public int[] bias() {
        return property("bias", DenseArrayAttr.class).toInts();
    }

    public int[] multiplier() {
        return property("multiplier", DenseArrayAttr.class).toInts();
    }

    public int[] shift() {
        return property("shift", DenseArrayAttr.class).toInts();
    }

    /** Empty where there is no residual. */
    public int[] residualMultiplier() {
        return optionalProperty("residual_multiplier", DenseArrayAttr.class).map(DenseArrayAttr::toInts).orElse(new int[0]);
    }

    /** Empty where there is no residual. */
    public int[] residualShift() {
        return optionalProperty("residual_shift", DenseArrayAttr.class).map(DenseArrayAttr::toInts).orElse(new int[0]);
    }

    public int residualZeroPoint() {
        return (int) longProperty("residual_zero_point");
    }

    @Override
    public void verify(Verifier check) {
        var type = (TensorType) sums().type();
        if (!type.shape().equals(((TensorType) result().type()).shape())) {
            check.error("expects sums and result of one shape");
        }
        int channels = (int) type.dimension(3);
        if (bias().length != channels || multiplier().length != channels || shift().length != channels) {
            check.error("expects bias, multiplier and shift for each of %d channels", channels);
        }
        int scaled = residual().isPresent() ? channels : 0;
        if (residualMultiplier().length != scaled || residualShift().length != scaled) {
            check.error("expects %d residual multipliers and shifts", scaled);
        }
        if (RequantizeMode.named(stringProperty("mode")).isEmpty()) {
            check.error("expects the mode double, single, float or shift");
        }
    }
}

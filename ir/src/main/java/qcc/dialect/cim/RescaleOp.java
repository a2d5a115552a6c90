package qcc.dialect.cim;

import qcc.ir.DenseArrayAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.StringAttr;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** {@code clamp(requantize(q - input_zero_point) + output_zero_point)} in the mode. */
public final class RescaleOp extends RequantizingOp {
    public static final OpDef<RescaleOp> DEF = OpDef.of("cim.rescale", RescaleOp.class, RescaleOp::new)
            .summary("storage integers on another grid")
            .description("""
                    `clamp(requantize(q - input_zero_point) + output_zero_point)`, element by element: another grid, or a clamp on
                    the same grid.

                    `multiplier` and `shift` have the meaning of the mode: `multiplier * 2^(shift - 31)` in `double` and `single`,
                    an f32 in `float`, whose bits are the multiplier, and `2^shift` in `shift`.""")
            .example("""
                    %y = cim.rescale %x {clamp = array<i32: -128, 127>, input_zero_point = 0 : i64, mode = "double",
                                         multiplier = 1073741824 : i64, output_zero_point = -128 : i64, shift = 0 : i64}
                        : (tensor<1x8x8x16xi8>) -> tensor<1x8x8x16xi8>""")
            .operand("input", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("input_zero_point", IntegerAttr.class, "the zero point of the input")
            .attribute("multiplier", IntegerAttr.class, "scales the difference")
            .attribute("shift", IntegerAttr.class, "scales the difference")
            .attribute("output_zero_point", IntegerAttr.class, "the zero point of the result")
            .attribute("clamp", DenseArrayAttr.class, "the smallest and largest result, i32")
            .attribute("mode", StringAttr.class, "how sums are requantized: double, single, float or shift")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private RescaleOp(OpState state) {
        super(DEF, state);
    }

    public Value input() {
        return operand(0);
    }

    public int inputZeroPoint() {
        return (int) longProperty("input_zero_point");
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

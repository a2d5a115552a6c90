package qcc.dialect.nn;

import qcc.ir.FloatAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** A constant pad whose amounts are an operand: all low ones, then all high ones.
 */
public final class DynamicPadOp extends Op implements NnDynamic, Pure {
    public static final OpDef<DynamicPadOp> DEF = OpDef.of("nn.dynamic_pad", DynamicPadOp.class, DynamicPadOp::new)
            .summary("a pad with computed amounts")
            .description("""
                    `pads` holds the elements to add before each axis, then those after each axis, as ONNX's `Pad`; negative numbers
                    remove elements. `resolve-shapes` turns it into `nn.pad`.""")
            .example("""
                    %y = nn.dynamic_pad %x, %pads {value = 0.000000e+00 : f64} : (tensor<1x4xf32>, tensor<4xi64>) -> tensor<?x?xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .operand("pads", Types.INDICES_PHRASE, Types.INDICES)
            .attribute("value", FloatAttr.of(0), "the value of the added elements, f64")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private DynamicPadOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static DynamicPadOp create(OpBuilder builder, Location location, Value input, Value pads, double value, TensorType type) {
        return builder.create(DEF, new OpState(location).operands(input, pads).property("value", FloatAttr.of(value)).results(type));
    }

    public Value input() {
        return operand(0);
    }

    public Value pads() {
        return operand(1);
    }

    public double value() {
        return property("value", FloatAttr.class).value();
    }
}

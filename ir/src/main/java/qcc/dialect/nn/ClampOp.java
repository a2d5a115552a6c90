package qcc.dialect.nn;

import java.util.List;
import qcc.ir.FloatAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** {@code min(max(x, low), high)}; the bounds are reals also on quantized tensors, where they are rounded onto the grid. */
public final class ClampOp extends Op implements NnElementwise, Pure, InferredTypes {
    public static final OpDef<ClampOp> DEF = OpDef.of("nn.clamp", ClampOp.class, ClampOp::new)
            .summary("limits every element to a range")
            .description("""
                    `min(max(x, min), max)`; infinite bounds limit nothing. The bounds are reals also on a quantized tensor, where
                    they are rounded onto its grid; input and result share it.""")
            .example("""
                    %y = nn.clamp %x {max = 6.000000e+00 : f64, min = 0.000000e+00 : f64} : (tensor<1x16xf32>) -> tensor<1x16xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("min", FloatAttr.class, "the lower bound, f64")
            .attribute("max", FloatAttr.class, "the upper bound, f64")
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private ClampOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; infinite bounds limit nothing. */
    public static ClampOp create(OpBuilder builder, Location location, Value input, double min, double max) {
        return builder.create(DEF,
                new OpState(location).operands(input).property("min", FloatAttr.of(min)).property("max", FloatAttr.of(max))
                        .results(input.type()));
    }

    public double min() {
        return property("min", FloatAttr.class).value();
    }

    public double max() {
        return property("max", FloatAttr.class).value();
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        if (!(min() <= max())) {
            check.error("expects 'min' to be at most 'max'");
        }
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }

    public Value input() {
        return operand(0);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(((TensorType) input().type()).shape());
    }
}

package qcc.dialect.nn;

import java.util.List;
import qcc.ir.IntegerAttr;
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

/** {@code exp(x - max) / sum(exp(x - max))} along an axis; a quantized result has scale 1/256 and zero point -128. */
public final class SoftmaxOp extends Op implements NnReduction, Pure, InferredTypes {
    public static final OpDef<SoftmaxOp> DEF = OpDef.of("nn.softmax", SoftmaxOp.class, SoftmaxOp::new)
            .summary("exponentials that sum to one along an axis")
            .description("""
                    `exp(x - max) / sum(exp(x - max))` over the elements along `axis`. A quantized result has scale 1/256 and zero
                    point -128 where the compiler chooses it; exponentials and their sum are then computed in f64 with `StrictMath`
                    from the storage integers.""")
            .example("%y = nn.softmax %x {axis = 1 : i64} : (tensor<1x10xf32>) -> tensor<1x10xf32>")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("axis", IntegerAttr.class, "the axis, from 0")
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private SoftmaxOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on reals. */
    public static SoftmaxOp create(OpBuilder builder, Location location, Value input, long axis) {
        return builder.create(DEF, new OpState(location).operands(input).property("axis", IntegerAttr.of(axis)).results(input.type()));
    }

    public Value input() {
        return operand(0);
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    @Override
    public List<Shape> inferShapes() {
        var shape = ((TensorType) input().type()).shape();
        if (longProperty("axis") < 0 || longProperty("axis") >= shape.rank()) {
            throw new IllegalArgumentException(
                    "has the axis " + longProperty("axis") + ", which is outside a tensor of rank " + shape.rank());
        }
        return List.of(shape);
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

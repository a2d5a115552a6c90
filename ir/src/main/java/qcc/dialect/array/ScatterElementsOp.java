package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** An array with single elements replaced, or combined with updates, at indices along an axis. */
public final class ScatterElementsOp extends Op implements ArrayMove {
    public static final OpDef<ScatterElementsOp> DEF = OpDef.of("array.scatter_elements", ScatterElementsOp.class, ScatterElementsOp::new)
            .summary("an array with elements replaced at indices along an axis")
            .description(
                    """
                            `result[indices[i, j, ..], j, ..] = updates[i, j, ..]` for `axis` 0 and likewise for others; all other elements are those of
                            the input. With a `reduction` the update is combined with what is there. Updates are made in order; negative indices count from the end.""")
            .example("""
                    %y = array.scatter_elements %x, %indices, %updates {axis = 1 : i64, reduction = "add"}
                        : (tensor<2x3xf32>, tensor<2x2xi64>, tensor<2x2xf32>) -> tensor<2x3xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .operand("updates", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("axis", IntegerAttr.of(0), "the axis, from 0")
            .attribute("reduction", new StringAttr("none"), "what an update does to its element: none (replaces it), add, mul, min or max")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private ScatterElementsOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axis} counts from 0. */
    public static ScatterElementsOp create(OpBuilder builder, Location location, Value input, Value indices, Value updates, long axis,
            ScatterReduction reduction) {
        return builder.create(DEF, new OpState(location).operands(input, indices, updates).property("axis", IntegerAttr.of(axis))
                .property("reduction", new StringAttr(reduction.text())).results(input.type()));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    public ScatterReduction reduction() {
        return ScatterReduction.of(stringProperty("reduction"));
    }

    @Override
    public List<Shape> inferShapes() {
        var indices = ArrayTypes.shape(operand(1));
        ArrayTypes.requireAxis(axis(), ArrayTypes.shape(operand(0)).rank());
        ArrayTypes.requireRank(indices, ArrayTypes.shape(operand(0)).rank(), "indices");
        if (!InferredTypes.agree(indices, ArrayTypes.shape(operand(2)))) {
            throw new IllegalArgumentException("has updates of shape " + ArrayTypes.shape(operand(2)) + " for indices of shape " + indices);
        }
        return List.of(ArrayTypes.shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), operand(2));
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyName(check, this, "reduction", EnumNames.of(ScatterReduction.class));
    }
}

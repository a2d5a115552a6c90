package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.nn.InferredTypes;
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

/** An array with slices replaced, or combined with updates, at tuples of indices. */
public final class ScatterNdOp extends Op implements ArrayMove {
    public static final OpDef<ScatterNdOp> DEF = OpDef.of("array.scatter_nd", ScatterNdOp.class, ScatterNdOp::new)
            .summary("an array with slices replaced at tuples of indices")
            .description(
                    """
                            The last axis of `indices` holds tuples that index the first axes of the input; each names an element or a slice, which the update of
                            the same position replaces or, with a `reduction`, is combined with. Updates are made in order; negative indices count from the end.""")
            .example("""
                    %y = array.scatter_nd %x, %indices, %updates
                        : (tensor<4x3xf32>, tensor<2x1xi64>, tensor<2x3xf32>) -> tensor<4x3xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .operand("updates", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("reduction", new StringAttr("none"), "what an update does to its element: none (replaces it), add, mul, min or max")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private ScatterNdOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static ScatterNdOp create(OpBuilder builder, Location location, Value input, Value indices, Value updates,
            ScatterReduction reduction) {
        return builder.create(DEF, new OpState(location).operands(input, indices, updates)
                .property("reduction", new StringAttr(reduction.text())).results(input.type()));
    }

    public ScatterReduction reduction() {
        return ScatterReduction.of(stringProperty("reduction"));
    }

    @Override
    public List<Shape> inferShapes() {
        var input = ArrayTypes.shape(operand(0));
        var indices = ArrayTypes.shape(operand(1));
        int tuple = ArrayTypes.tupleLength(indices, input.rank());
        var outer = Arrays.stream(indices.toArray()).limit(indices.rank() - 1L);
        var expected = Shape.of(LongStream.concat(outer, Arrays.stream(input.toArray()).skip(tuple)).toArray());
        if (!InferredTypes.agree(expected, ArrayTypes.shape(operand(2)))) {
            throw new IllegalArgumentException("has updates of shape " + ArrayTypes.shape(operand(2)) + " where indices of shape " + indices
                    + " need " + expected);
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

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
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The upper or lower triangle of matrices. */
public final class TriangleOp extends Op implements ArrayGeneration {
    public static final OpDef<TriangleOp> DEF = OpDef.of("array.triangle", TriangleOp.class, TriangleOp::new)
            .summary("the upper or lower triangle of matrices")
            .description(
                    """
                            Keeps the elements of the last two axes with `column - row >= diagonal` if `upper` holds, `<=` otherwise, and makes the others 0.""")
            .example("""
                    %y = array.triangle %x, %diagonal {upper = false} : (tensor<3x4xf32>, tensor<i64>) -> tensor<3x4xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("diagonal", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("upper", IntegerAttr.TRUE, "whether the upper triangle stays")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private TriangleOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static TriangleOp create(OpBuilder builder, Location location, Value input, Value diagonal, boolean upper) {
        return builder.create(DEF, new OpState(location).operands(input, diagonal).property("upper", IntegerAttr.ofBoolean(upper))
                .results(input.type()));
    }

    public boolean upper() {
        return property("upper", IntegerAttr.class).isTrue();
    }

    @Override
    public List<Shape> inferShapes() {
        if (ArrayTypes.shape(operand(0)).rank() < 2) {
            throw new IllegalArgumentException("expects a tensor of rank 2 or more, not " + operand(0).type());
        }
        return List.of(ArrayTypes.shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

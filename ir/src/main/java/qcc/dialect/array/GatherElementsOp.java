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
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Elements picked by one index each along an axis. */
public final class GatherElementsOp extends Op implements ArrayMove {
    public static final OpDef<GatherElementsOp> DEF = OpDef.of("array.gather_elements", GatherElementsOp.class, GatherElementsOp::new)
            .summary("elements picked by one index each along an axis")
            .description(
                    """
                            `result[i, j, ..] = input[indices[i, j, ..], j, ..]` for `axis` 0 and likewise for others. Negative indices count from the end.""")
            .example("""
                    %y = array.gather_elements %x, %indices {axis = 1 : i64} : (tensor<2x3xf32>, tensor<2x2xi64>) -> tensor<2x2xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("axis", IntegerAttr.of(0), "the axis, from 0")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private GatherElementsOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axis} counts from 0. */
    public static GatherElementsOp create(OpBuilder builder, Location location, Value input, Value indices, long axis) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, indices).property("axis", IntegerAttr.of(axis))
                .results(type.withShape(ArrayTypes.shape(indices))));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    @Override
    public List<Shape> inferShapes() {
        ArrayTypes.requireAxis(axis(), ArrayTypes.shape(operand(0)).rank());
        ArrayTypes.requireRank(ArrayTypes.shape(operand(1)), ArrayTypes.shape(operand(0)).rank(), "indices");
        return List.of(ArrayTypes.shape(operand(1)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

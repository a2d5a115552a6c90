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

/** Indices as rows with one element that differs. */
public final class OneHotOp extends Op implements ArrayGeneration {
    public static final OpDef<OneHotOp> DEF = OpDef.of("array.one_hot", OneHotOp.class, OneHotOp::new)
            .summary("indices as rows with one element that differs")
            .description(
                    """
                            A new axis of `depth` elements at `axis`: `values[1]` where the position equals the index, which may be counted from the end, and
                            `values[0]` elsewhere; an index outside gives no `values[1]`.""")
            .example(
                    """
                            %y = array.one_hot %i, %depth, %values {axis = 1 : i64} : (tensor<2xi64>, tensor<i64>, tensor<2xf32>) -> tensor<2x?xf32>""")
            .operand("indices", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("depth", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("values", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("axis", IntegerAttr.class, "the place of the new axis, from 0")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private OneHotOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static OneHotOp create(OpBuilder builder, Location location, Value indices, Value depth, Value values, long axis) {
        return builder.create(DEF, new OpState(location).operands(indices, depth, values).property("axis", IntegerAttr.of(axis))
                .results(new TensorType(shape(indices, depth, axis), values.type().elementType())));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    private static Shape shape(Value indices, Value depth, long axis) {
        var shape = ArrayTypes.shape(indices).toArray();
        int position = ArrayTypes.fromZero(axis, shape.length + 1);
        var count = ConstantOperand.longs(depth).map(d -> d[0])
                .or(() -> ConstantOperand.doubles(depth).map(d -> (long) d[0])).orElse(Shape.DYNAMIC);
        var result = new long[shape.length + 1];
        for (int i = 0; i < result.length; i++) {
            result[i] = i < position ? shape[i] : i == position ? count : shape[i - 1];
        }
        return Shape.of(result);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(shape(operand(0), operand(1), longProperty("axis")));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(2), result());
    }
}

package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Elements of one tensor or another, as a condition says. */
public final class SelectOp extends Op implements ArrayElementwise {
    public static final OpDef<SelectOp> DEF = OpDef.of("array.select", SelectOp.class, SelectOp::new)
            .summary("elements of one tensor or another")
            .description("""
                    An element of `then` where `condition` holds, of `otherwise` elsewhere; all three are broadcast as NumPy does.""")
            .example("""
                    %y = array.select %c, %a, %b : (tensor<2x1xi1>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>""")
            .operand("condition", ArrayTypes.BOOLEANS_PHRASE, ArrayTypes.BOOLEANS)
            .operand("then", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("otherwise", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private SelectOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on values of one element type. */
    public static SelectOp create(OpBuilder builder, Location location, Value condition, Value then, Value otherwise) {
        var shape = shape(condition, then, otherwise);
        return builder.create(DEF, new OpState(location).operands(condition, then, otherwise)
                .results(new TensorType(shape, then.type().elementType())));
    }

    private static Shape shape(Value condition, Value then, Value otherwise) {
        return Broadcast.shapes(ArrayTypes.shape(condition), Broadcast.shapes(ArrayTypes.shape(then), ArrayTypes.shape(otherwise)));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(shape(operand(0), operand(1), operand(2)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(1), operand(2));
        ArrayTypes.verifyOneElementType(check, operand(1), result());
    }
}

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
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** A matrix of zeros with ones on a diagonal. */
public final class EyeLikeOp extends Op implements ArrayGeneration {
    public static final OpDef<EyeLikeOp> DEF = OpDef.of("array.eye_like", EyeLikeOp.class, EyeLikeOp::new)
            .summary("ones on a diagonal, zeros elsewhere")
            .description("""
                    A matrix of the shape of `input`, of which nothing else is read, with ones where `column - row` is `diagonal`.""")
            .example("""
                    %y = array.eye_like %x {diagonal = 1 : i64} : (tensor<3x4xf32>) -> tensor<3x4xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("diagonal", IntegerAttr.of(0), "0 for the main diagonal, positive above it")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private EyeLikeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation with results of an element type. */
    public static EyeLikeOp create(OpBuilder builder, Location location, Value input, long diagonal, Type element) {
        return builder.create(DEF, new OpState(location).operands(input).property("diagonal", IntegerAttr.of(diagonal))
                .results(((TensorType) input.type()).withElement(element)));
    }

    public long diagonal() {
        return longProperty("diagonal");
    }

    @Override
    public List<Shape> inferShapes() {
        if (ArrayTypes.shape(operand(0)).rank() != 2) {
            throw new IllegalArgumentException("expects a matrix, not " + operand(0).type());
        }
        return List.of(ArrayTypes.shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

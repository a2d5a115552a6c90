package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
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

/** Determinants of square matrices. */
public final class DeterminantOp extends Op implements ArrayAlgebra {
    public static final OpDef<DeterminantOp> DEF = OpDef.of("array.determinant", DeterminantOp.class, DeterminantOp::new)
            .summary("determinants of square matrices")
            .description("""
                    The determinant of each matrix that the last two axes hold, by elimination with pivots in f64.""")
            .example("""
                    %y = array.determinant %x : (tensor<5x3x3xf32>) -> tensor<5xf32>""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .result("result", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private DeterminantOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static DeterminantOp create(OpBuilder builder, Location location, Value input) {
        return builder.create(DEF, new OpState(location).operands(input).results(((TensorType) input.type()).withShape(shape(input))));
    }

    private static Shape shape(Value input) {
        var shape = ArrayTypes.shape(input);
        int rank = shape.rank();
        if (rank < 2
                || !shape.isDynamic(rank - 1) && !shape.isDynamic(rank - 2) && shape.dimension(rank - 1) != shape.dimension(rank - 2)) {
            throw new IllegalArgumentException("expects square matrices, not " + shape);
        }
        return Shape.of(Arrays.copyOf(shape.toArray(), rank - 2));
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(shape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

package qcc.dialect.array;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The indices of all elements that are not zero. */
public final class NonZeroOp extends Op implements ArrayMove {
    public static final OpDef<NonZeroOp> DEF = OpDef.of("array.non_zero", NonZeroOp.class, NonZeroOp::new)
            .summary("the indices of all elements that are not zero")
            .description("""
                    The result has one row for each axis of the input and one column for each such element, in row-major order.""")
            .example("""
                    %y = array.non_zero %x : (tensor<2x3xf32>) -> tensor<2x?xi64>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("result", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private NonZeroOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static NonZeroOp create(OpBuilder builder, Location location, Value input) {
        return builder.create(DEF, new OpState(location).operands(input).results(new TensorType(inferShape(input), IntegerType.I64)));
    }

    private static Shape inferShape(Value input) {
        long found = ConstantOperand.longs(input).map(c -> LongStream.of(c).filter(v -> v != 0).count())
                .or(() -> ConstantOperand.doubles(input).map(c -> DoubleStream.of(c).filter(v -> v != 0).count())).orElse(Shape.DYNAMIC);
        return Shape.of(ArrayTypes.shape(input).rank(), found);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(operand(0)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

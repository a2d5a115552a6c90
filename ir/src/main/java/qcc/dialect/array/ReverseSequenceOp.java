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

/** Sequences of different lengths, each reversed. */
public final class ReverseSequenceOp extends Op implements ArrayMove {
    public static final OpDef<ReverseSequenceOp> DEF = OpDef.of("array.reverse_sequence", ReverseSequenceOp.class, ReverseSequenceOp::new)
            .summary("sequences of different lengths, each reversed")
            .description("""
                    The first `lengths[b]` elements along `time_axis` of each batch entry b are put in reverse order; the others stay.""")
            .example("""
                    %y = array.reverse_sequence %x, %lengths {batch_axis = 1 : i64, time_axis = 0 : i64}
                        : (tensor<4x2xf32>, tensor<2xi64>) -> tensor<4x2xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("lengths", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("batch_axis", IntegerAttr.of(1), "the axis of the sequences, from 0")
            .attribute("time_axis", IntegerAttr.of(0), "the axis that is reversed, from 0")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private ReverseSequenceOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; axes count from 0. */
    public static ReverseSequenceOp create(OpBuilder builder, Location location, Value input, Value lengths, long batchAxis,
            long timeAxis) {
        return builder.create(DEF, new OpState(location).operands(input, lengths).property("batch_axis", IntegerAttr.of(batchAxis))
                .property("time_axis", IntegerAttr.of(timeAxis)).results(input.type()));
    }

    public int batchAxis() {
        return (int) longProperty("batch_axis");
    }

    public int timeAxis() {
        return (int) longProperty("time_axis");
    }

    @Override
    public List<Shape> inferShapes() {
        var input = ArrayTypes.shape(operand(0));
        ArrayTypes.requireAxis(batchAxis(), input.rank());
        ArrayTypes.requireAxis(timeAxis(), input.rank());
        if (batchAxis() == timeAxis()) {
            throw new IllegalArgumentException("has one axis, " + batchAxis() + ", for both the sequences and their elements");
        }
        if (!InferredTypes.agree(ArrayTypes.shape(operand(1)), Shape.of(input.dimension(batchAxis())))) {
            throw new IllegalArgumentException("has lengths of shape " + ArrayTypes.shape(operand(1)) + " for "
                    + input.dimension(batchAxis()) + " sequences");
        }
        return List.of(input);
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

package qcc.dialect.array;

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

/** An array with more axes of one element, at places that an operand names. */
public final class UnsqueezeOp extends Op implements ArrayMove {
    public static final OpDef<UnsqueezeOp> DEF = OpDef.of("array.unsqueeze", UnsqueezeOp.class, UnsqueezeOp::new)
            .summary("an array with more axes of one element")
            .description("""
                    `axes`, a list of known length, names axes of the result, which may be counted from its end.""")
            .example("""
                    %y = array.unsqueeze %x, %axes : (tensor<3xf32>, tensor<1xi64>) -> tensor<?x?xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("axes", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private UnsqueezeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axes} is a list of known length. */
    public static UnsqueezeOp create(OpBuilder builder, Location location, Value input, Value axes) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, axes).results(type.withShape(inferShape(type.shape(), axes))));
    }

    private static Shape inferShape(Shape input, Value axes) {
        int count = ArrayTypes.listLength(ArrayTypes.shape(axes), "axes");
        var known = ConstantOperand.longs(axes);
        int rank = input.rank() + count;
        if (known.isEmpty()) {
            return ArrayTypes.unknown(rank);
        }
        var added = new boolean[rank];
        for (long axis : known.get()) {
            int position = ArrayTypes.axis(axis, rank);
            if (added[position]) {
                throw new IllegalArgumentException("names the axis " + position + " twice");
            }
            added[position] = true;
        }
        var dimensions = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dimensions[i] = added[i] ? 1 : input.dimension(next++);
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

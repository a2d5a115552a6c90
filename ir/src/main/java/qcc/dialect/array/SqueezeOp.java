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

/** An array without axes of one element, which an operand names. */
public final class SqueezeOp extends Op implements ArrayMove {
    public static final OpDef<SqueezeOp> DEF = OpDef.of("array.squeeze", SqueezeOp.class, SqueezeOp::new)
            .summary("an array without axes of one element")
            .description("""
                    `axes`, a list of known length, may be counted from the end; each has one element and goes away.""")
            .example("""
                    %y = array.squeeze %x, %axes : (tensor<1x3xf32>, tensor<1xi64>) -> tensor<?xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("axes", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private SqueezeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axes} is a list of known length. */
    public static SqueezeOp create(OpBuilder builder, Location location, Value input, Value axes) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, axes).results(type.withShape(inferShape(type.shape(), axes))));
    }

    private static Shape inferShape(Shape input, Value axes) {
        int count = ArrayTypes.listLength(ArrayTypes.shape(axes), "axes");
        var known = ConstantOperand.longs(axes);
        if (count > input.rank()) {
            throw new IllegalArgumentException("removes " + count + " axes of an input of rank " + input.rank());
        }
        if (known.isEmpty()) {
            return ArrayTypes.unknown(input.rank() - count);
        }
        for (long axis : known.get()) {
            long size = input.dimension(ArrayTypes.axis(axis, input.rank()));
            if (size != 1 && size != Shape.DYNAMIC) {
                throw new IllegalArgumentException("removes the axis " + axis + ", which has " + size + " elements");
            }
        }
        return ReducedShape.of(input, known, ArrayTypes.shape(axes), false);
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

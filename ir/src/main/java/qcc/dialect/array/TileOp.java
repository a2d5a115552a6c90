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

/** An array repeated along its axes. */
public final class TileOp extends Op implements ArrayMove {
    public static final OpDef<TileOp> DEF = OpDef.of("array.tile", TileOp.class, TileOp::new)
            .summary("an array repeated along its axes")
            .description("""
                    `repeats` has one count for each axis of the input.""")
            .example("""
                    %y = array.tile %x, %repeats : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<4x3xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("repeats", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private TileOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static TileOp create(OpBuilder builder, Location location, Value input, Value repeats) {
        var type = (TensorType) input.type();
        return builder.create(DEF,
                new OpState(location).operands(input, repeats).results(type.withShape(inferShape(type.shape(), repeats))));
    }

    private static Shape inferShape(Shape input, Value repeats) {
        var known = ConstantOperand.longs(repeats);
        if (known.isEmpty()) {
            return ArrayTypes.unknown(input.rank());
        }
        if (known.get().length != input.rank()) {
            throw new IllegalArgumentException("has " + known.get().length + " repeats for an input of rank " + input.rank());
        }
        var dimensions = input.toArray();
        for (int i = 0; i < dimensions.length; i++) {
            if (known.get()[i] < 0) {
                throw new IllegalArgumentException("repeats the axis " + i + " " + known.get()[i] + " times");
            }
            dimensions[i] = input.isDynamic(i) ? Shape.DYNAMIC : Math.multiplyExact(dimensions[i], known.get()[i]);
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

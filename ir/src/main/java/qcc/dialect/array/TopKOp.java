package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
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

/** The largest or smallest elements along an axis, and where they are. */
public final class TopKOp extends Op implements ArrayReduction {
    public static final OpDef<TopKOp> DEF = OpDef.of("array.top_k", TopKOp.class, TopKOp::new)
            .summary("the largest elements along an axis and their indices")
            .description(
                    """
                            The `k` largest elements along `axis` in descending order, or the smallest in ascending order if `largest` is false; equal ones in the
                            order of their indices. The second result holds the indices. Elements that are not to be sorted are given in the same order.""")
            .example(
                    """
                            %y, %i = array.top_k %x, %k {axis = 1 : i64} : (tensor<2x8xf32>, tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>)""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("k", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("axis", IntegerAttr.class, "the axis, from 0")
            .attribute("largest", IntegerAttr.TRUE, "whether the largest are taken")
            .result("values", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private TopKOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; indices are i64 integers. */
    public static TopKOp create(OpBuilder builder, Location location, Value input, Value k, long axis, boolean largest) {
        var shape = shape(input, k, axis);
        return builder.create(DEF, new OpState(location).operands(input, k).property("axis", IntegerAttr.of(axis))
                .property("largest", IntegerAttr.ofBoolean(largest))
                .results(new TensorType(shape, input.type().elementType()), new TensorType(shape, IntegerType.I64)));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    public boolean largest() {
        return property("largest", IntegerAttr.class).isTrue();
    }

    private static Shape shape(Value input, Value k, long axis) {
        var shape = ArrayTypes.shape(input);
        int position = ArrayTypes.fromZero(axis, shape.rank());
        var count = ConstantOperand.longs(k);
        if (count.isEmpty()) {
            return shape.with(position, Shape.DYNAMIC);
        }
        if (count.get().length != 1 || count.get()[0] < 0 || !shape.isDynamic(position) && count.get()[0] > shape.dimension(position)) {
            throw new IllegalArgumentException("takes " + Arrays.toString(count.get()) + " elements of the axis " + axis + " of " + shape);
        }
        return shape.with(position, count.get()[0]);
    }

    @Override
    public List<Shape> inferShapes() {
        var shape = shape(operand(0), operand(1), longProperty("axis"));
        return List.of(shape, shape);
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result(0));
    }
}

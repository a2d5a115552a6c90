package qcc.dialect.nn;

import java.util.List;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.ValuePreserving;
import qcc.ir.Verifier;

/** Joins the axes before {@code axis} to the first axis of a matrix and the others to its second. */
public final class FlattenOp extends Op implements NnShape, Pure, ValuePreserving, InferredTypes {
    public static final OpDef<FlattenOp> DEF = OpDef.of("nn.flatten", FlattenOp.class, FlattenOp::new)
            .summary("the axes joined to two")
            .description("""
                    A matrix: the axes before `axis` are its rows, in row-major order, the others its columns. No element moves.""")
            .example("%y = nn.flatten %x {axis = 1 : i64} : (tensor<1x16x4x4xf32>) -> tensor<1x256xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("axis", IntegerAttr.of(1), "the first axis of the second group, 0 to the rank")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private FlattenOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static FlattenOp create(OpBuilder builder, Location location, Value input, long axis) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input).property("axis", IntegerAttr.of(axis))
                .results(type.withShape(inferShape(type.shape(), axis))));
    }

    public Value input() {
        return operand(0);
    }

    /** The first axis of the second group. */
    public int axis() {
        return (int) longProperty("axis");
    }

    private static Shape inferShape(Shape input, long axis) {
        if (axis < 0 || axis > input.rank()) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + input.rank());
        }
        return Shape.of(product(input, 0, (int) axis), product(input, (int) axis, input.rank()));
    }

    private static long product(Shape shape, int from, int to) {
        long product = 1;
        for (int i = from; i < to; i++) {
            if (shape.isDynamic(i)) {
                return Shape.DYNAMIC;
            }
            product = Math.multiplyExact(product, shape.dimension(i));
        }
        return product;
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), axis()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

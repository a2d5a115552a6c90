package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
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
import qcc.ir.Verifier;

/** {@code result[.., i, ..] = input[.., indices[i], ..]} along an axis; negative indices count from the end. */
public final class GatherOp extends Op implements NnDynamic, Pure, InferredTypes {
    public static final OpDef<GatherOp> DEF = OpDef.of("nn.gather", GatherOp.class, GatherOp::new)
            .summary("elements picked by index along an axis")
            .description("""
                    `result[.., i, ..] = input[.., indices[i], ..]`: the axes of `indices` take the place of `axis`. Negative
                    indices count from the end; others outside the axis are errors.""")
            .example("%y = nn.gather %x, %indices {axis = 0 : i64} : (tensor<4xi64>, tensor<1xi64>) -> tensor<1xi64>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .operand("indices", Types.INDICES_PHRASE, Types.INDICES)
            .attribute("axis", IntegerAttr.of(0), "the axis, from 0")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private GatherOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static GatherOp create(OpBuilder builder, Location location, Value input, Value indices, long axis) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, indices).property("axis", IntegerAttr.of(axis))
                .results(type.withShape(inferShape(type.shape(), ((TensorType) indices.type()).shape(), axis))));
    }

    public Value input() {
        return operand(0);
    }

    public Value indices() {
        return operand(1);
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    private static Shape inferShape(Shape input, Shape indices, long axis) {
        if (axis < 0 || axis >= input.rank()) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + input.rank());
        }
        var before = Arrays.stream(input.toArray()).limit(axis);
        var after = Arrays.stream(input.toArray()).skip(axis + 1);
        return Shape.of(LongStream.concat(LongStream.concat(before, Arrays.stream(indices.toArray())), after).toArray());
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), ((TensorType) indices().type()).shape(), longProperty("axis")));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.DenseArrayAttr;
import qcc.ir.FoldResult;
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

/** Takes elements at {@code start + i * step} of every axis, for i below the dimension of the result.
 *
 * <p>Starts are from 0; a negative step walks back.
 */
public final class SliceOp extends Op implements NnShape, Pure, ValuePreserving, InferredTypes {
    public static final OpDef<SliceOp> DEF = OpDef.of("nn.slice", SliceOp.class, SliceOp::new)
            .summary("a part of a tensor, with steps")
            .description("""
                    `result[i, ..] = input[starts + i * steps, ..]` on every axis, for i below `sizes`. Starts count from 0, a
                    negative step walks back, and every element taken lies in the input.""")
            .example("""
                    %y = nn.slice %x {sizes = array<i64: 1, 8>, starts = array<i64: 0, 1>, steps = array<i64: 1, 2>}
                        : (tensor<1x16xf32>) -> tensor<1x8xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("starts", DenseArrayAttr.class, "the first element taken, for every axis")
            .attribute("sizes", DenseArrayAttr.class, "how many elements are taken, for every axis")
            .attribute("steps", DenseArrayAttr.class, "from one element taken to the next, for every axis; not 0")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private SliceOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static SliceOp create(OpBuilder builder, Location location, Value input, long[] starts, long[] sizes, long[] steps) {
        return builder.create(DEF, new OpState(location).operands(input).property("starts", DenseArrayAttr.ofLongs(starts))
                .property("sizes", DenseArrayAttr.ofLongs(sizes)).property("steps", DenseArrayAttr.ofLongs(steps))
                .results(((TensorType) input.type()).withShape(Shape.of(sizes))));
    }

    public Value input() {
        return operand(0);
    }

    public long[] starts() {
        return longsProperty("starts");
    }

    public long[] sizes() {
        return longsProperty("sizes");
    }

    public long[] steps() {
        return longsProperty("steps");
    }

    @Override
    public List<Shape> inferShapes() {
        var shape = ((TensorType) input().type()).shape();
        if (starts().length != shape.rank() || sizes().length != shape.rank() || steps().length != shape.rank()) {
            throw new IllegalArgumentException("expects starts, sizes and steps for each of " + shape.rank() + " axes");
        }
        for (int i = 0; i < shape.rank(); i++) {
            checkAxis(i, shape.dimension(i));
        }
        return List.of(Shape.of(sizes()));
    }

    private void checkAxis(int axis, long dimension) {
        long first = starts()[axis];
        long last = first + Math.max(sizes()[axis] - 1, 0) * steps()[axis];
        if (steps()[axis] == 0 || sizes()[axis] < 0) {
            throw new IllegalArgumentException("expects a step other than 0 and a size of 0 or more on axis " + axis);
        }
        if (sizes()[axis] > 0 && dimension != Shape.DYNAMIC && (Math.min(first, last) < 0 || Math.max(first, last) >= dimension)) {
            throw new IllegalArgumentException("takes elements " + first + " to " + last + " of axis " + axis + ", which has " + dimension);
        }
    }

    /** A slice of everything is its input. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        boolean forward = Arrays.stream(steps()).allMatch(s -> s == 1);
        return forward && input().type().equals(result().type()) && ((TensorType) result().type()).shape().isStatic()
                ? new FoldResult.To(input())
                : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        if (!input().type().elementType().equals(result().type().elementType())) {
            check.error("expects input and result of one element type");
        }
    }
}

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

/** Numbers from one bound to another. */
public final class RangeOp extends Op implements ArrayGeneration {
    public static final OpDef<RangeOp> DEF = OpDef.of("array.range", RangeOp.class, RangeOp::new)
            .summary("numbers from one bound to another")
            .description(
                    """
                            `start`, `start + delta`, ... below `limit`, or above it if `delta` is negative: `max(0, ceil((limit - start) / delta))` numbers.""")
            .example("""
                    %y = array.range %start, %limit, %delta : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>""")
            .operand("start", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("limit", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("delta", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private RangeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation on numbers of one element type. */
    public static RangeOp create(OpBuilder builder, Location location, Value start, Value limit, Value delta) {
        return builder.create(DEF, new OpState(location).operands(start, limit, delta)
                .results(new TensorType(shape(List.of(start, limit, delta)), start.type().elementType())));
    }

    private static Shape shape(List<Value> bounds) {
        var integers = bounds.stream().map(ConstantOperand::longs).toList();
        if (integers.stream().allMatch(b -> b.isPresent() && b.get().length == 1)) {
            return Shape.of(count(integers.get(0).get()[0], integers.get(1).get()[0], integers.get(2).get()[0]));
        }
        var reals = bounds.stream().map(ConstantOperand::doubles).toList();
        if (reals.stream().allMatch(b -> b.isPresent() && b.get().length == 1)) {
            return Shape.of(count(reals.get(0).get()[0], reals.get(1).get()[0], reals.get(2).get()[0]));
        }
        return Shape.of(Shape.DYNAMIC);
    }

    /**
     * How many integers a range holds.
     *
     * @throws IllegalArgumentException if the step is 0
     */
    public static long count(long start, long limit, long delta) {
        if (delta == 0) {
            throw new IllegalArgumentException("has a step of 0");
        }
        return Math.max(0, Math.ceilDiv(Math.subtractExact(limit, start), delta));
    }

    /**
     * How many reals a range holds.
     *
     * @throws IllegalArgumentException if the step is 0 or a bound is not finite
     */
    public static long count(double start, double limit, double delta) {
        double count = Math.ceil((limit - start) / delta);
        if (delta == 0 || !Double.isFinite(count)) {
            throw new IllegalArgumentException("has no range from " + start + " to " + limit + " by " + delta);
        }
        return (long) Math.max(0, count);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(shape(operands()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), operand(1));
        ArrayTypes.verifyOneElementType(check, operand(0), operand(2));
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

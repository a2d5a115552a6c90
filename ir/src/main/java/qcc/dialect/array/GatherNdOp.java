package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
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

/** Slices picked by the tuples of indices along the last axis of an operand. */
public final class GatherNdOp extends Op implements ArrayMove {
    public static final OpDef<GatherNdOp> DEF = OpDef.of("array.gather_nd", GatherNdOp.class, GatherNdOp::new)
            .summary("slices picked by tuples of indices")
            .description(
                    """
                            The last axis of `indices` holds tuples that index the axes of the input behind the first `batch_dims`, which both operands
                            share; each picks an element or, where tuples are shorter than the input has axes, a slice. Negative indices count from
                            the end.""")
            .example("""
                    %y = array.gather_nd %x, %indices {batch_dims = 1 : i64}
                        : (tensor<2x3x4xf32>, tensor<2x1xi64>) -> tensor<2x4xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("batch_dims", IntegerAttr.of(0), "leading axes that input and indices share")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private GatherNdOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static GatherNdOp create(OpBuilder builder, Location location, Value input, Value indices, long batchDims) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, indices).property("batch_dims", IntegerAttr.of(batchDims))
                .results(type.withShape(inferShape(type.shape(), ArrayTypes.shape(indices), batchDims))));
    }

    public int batchDims() {
        return (int) longProperty("batch_dims");
    }

    private static Shape inferShape(Shape input, Shape indices, long batchDims) {
        if (batchDims < 0 || batchDims >= Math.min(input.rank(), indices.rank())) {
            throw new IllegalArgumentException("shares " + batchDims + " axes of an input of rank " + input.rank()
                    + " with indices of rank " + indices.rank());
        }
        int tuple = ArrayTypes.tupleLength(indices, input.rank() - (int) batchDims);
        var outer = Arrays.stream(indices.toArray()).limit(indices.rank() - 1L);
        return Shape.of(LongStream.concat(outer, Arrays.stream(input.toArray()).skip(batchDims + tuple)).toArray());
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1)), longProperty("batch_dims")));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

package qcc.dialect.nn;

import java.util.List;
import java.util.stream.IntStream;
import qcc.ir.DenseArrayAttr;
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

/** The mean over axes, which stay as dimensions of one or go away.
 *
 * <p>On quantized tensors the sum of {@code q - zx} is requantized by {@code sx / (n * sy)}.
 */
public final class MeanOp extends Op implements NnReduction, Pure, InferredTypes {
    public static final OpDef<MeanOp> DEF = OpDef.of("nn.mean", MeanOp.class, MeanOp::new)
            .summary("the mean over whole axes")
            .description("""
                    The mean of all elements along `axes`, which stay as dimensions of 1 if `keep_dims` holds and go away otherwise.

                    On quantized tensors the sum of `q - zx` over n elements is requantized by `sx / (n * sy)` in the mode in force:
                    input and result have grids of their own.
                    A window that slides is `nn.avg_pool`, whose input and result share one grid.""")
            .example("""
                    %y = nn.mean %x {axes = array<i64: 2, 3>, keep_dims = true} : (tensor<1x64x8x8xf32>) -> tensor<1x64x1x1xf32>""")
            .operand("input", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .attribute("axes", DenseArrayAttr.class, "the axes, each from 0, ascending")
            .attribute("keep_dims", IntegerAttr.TRUE, "whether reduced axes stay with dimension 1")
            .result("result", Types.REAL_OR_QUANTIZED_PHRASE, Types.REAL_OR_QUANTIZED)
            .format("operands attr-dict `:` functional-type");

    private MeanOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static MeanOp create(OpBuilder builder, Location location, Value input, long[] axes, boolean keepDims) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input).property("axes", DenseArrayAttr.ofLongs(axes))
                .property("keep_dims", IntegerAttr.ofBoolean(keepDims)).results(type.withShape(inferShape(type.shape(), axes, keepDims))));
    }

    public Value input() {
        return operand(0);
    }

    public long[] axes() {
        return longsProperty("axes");
    }

    public boolean keepDims() {
        return property("keep_dims", IntegerAttr.class).isTrue();
    }

    private static Shape inferShape(Shape input, long[] axes, boolean keepDims) {
        var reduced = new boolean[input.rank()];
        for (long axis : axes) {
            if (axis < 0 || axis >= input.rank() || reduced[(int) axis]) {
                throw new IllegalArgumentException(
                        "has the axis " + axis + ", which is repeated or outside a tensor of rank " + input.rank());
            }
            reduced[(int) axis] = true;
        }
        return Shape.of(IntStream.range(0, input.rank()).filter(i -> keepDims || !reduced[i])
                .mapToLong(i -> reduced[i] ? 1 : input.dimension(i)).toArray());
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), axes(), keepDims()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

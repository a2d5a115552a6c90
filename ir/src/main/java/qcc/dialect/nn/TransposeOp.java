package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

/** Exchanges axes: axis i of the result is axis {@code permutation[i]} of the input. */
public final class TransposeOp extends Op implements NnShape, Pure, ValuePreserving, InferredTypes {
    public static final OpDef<TransposeOp> DEF = OpDef.of("nn.transpose", TransposeOp.class, TransposeOp::new)
            .summary("the axes in another order")
            .description("Axis i of the result is axis `permutation[i]` of the input.")
            .example("""
                    %y = nn.transpose %x {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x3x8x8xf32>) -> tensor<1x8x8x3xf32>""")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("permutation", DenseArrayAttr.class, "for each axis of the result the axis of the input")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private TransposeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. A per-axis quantized element type must name the moved axis in the result's type. */
    public static TransposeOp create(OpBuilder builder, Location location, Value input, long[] permutation) {
        var type = (TensorType) input.type();
        return create(builder, location, input, permutation, type.withShape(inferShape(type.shape(), permutation)));
    }

    /** Makes the operation with a result type. */
    public static TransposeOp create(OpBuilder builder, Location location, Value input, long[] permutation, TensorType type) {
        return builder.create(DEF,
                new OpState(location).operands(input).property("permutation", DenseArrayAttr.ofLongs(permutation)).results(type));
    }

    public Value input() {
        return operand(0);
    }

    public long[] permutation() {
        return longsProperty("permutation");
    }

    private static Shape inferShape(Shape input, long[] permutation) {
        if (permutation.length != input.rank() || !isPermutation(permutation)) {
            throw new IllegalArgumentException("expects a permutation of " + input.rank() + " axes, not " + Arrays.toString(permutation));
        }
        return Shape.of(Arrays.stream(permutation).map(axis -> input.dimension((int) axis)).toArray());
    }

    private static boolean isPermutation(long[] permutation) {
        long[] sorted = permutation.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, sorted.length).allMatch(i -> sorted[i] == i);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), permutation()));
    }

    /** The identical permutation does nothing. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        var order = permutation();
        boolean identical = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
        return identical && input().type().equals(result().type()) ? new FoldResult.To(input()) : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import qcc.ir.DenseArrayAttr;
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

/** Inserts axes of one element. */
public final class UnsqueezeOp extends Op implements NnShape, Pure, ValuePreserving, InferredTypes {
    public static final OpDef<UnsqueezeOp> DEF = OpDef.of("nn.unsqueeze", UnsqueezeOp.class, UnsqueezeOp::new)
            .summary("the same elements with axes of one element inserted")
            .description("Inserts axes of one element: `axes` are their places in the result. No element moves.")
            .example("%y = nn.unsqueeze %x {axes = array<i64: 0>} : (tensor<64xf32>) -> tensor<1x64xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("axes", DenseArrayAttr.class, "the axes of the result that are new, from 0")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private UnsqueezeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static UnsqueezeOp create(OpBuilder builder, Location location, Value input, long[] axes) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input).property("axes", DenseArrayAttr.ofLongs(axes))
                .results(type.withShape(inferShape(type.shape(), axes))));
    }

    public Value input() {
        return operand(0);
    }

    /** The axes of the result that are new. */
    public long[] axes() {
        return longsProperty("axes");
    }

    private static Shape inferShape(Shape input, long[] axes) {
        int rank = input.rank() + axes.length;
        var dimensions = new long[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            boolean added = contains(axes, i);
            if (!added && next == input.rank()) {
                throw new IllegalArgumentException("has axes that are repeated or outside a tensor of rank " + rank);
            }
            dimensions[i] = added ? 1 : input.dimension(next++);
        }
        return Shape.of(dimensions);
    }

    private static boolean contains(long[] axes, long axis) {
        return Arrays.stream(axes).anyMatch(a -> a == axis);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(((TensorType) input().type()).shape(), axes()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

package qcc.dialect.nn;

import java.util.ArrayList;
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

/** Removes axes of one element. */
public final class SqueezeOp extends Op implements NnShape, Pure, ValuePreserving, InferredTypes {
    public static final OpDef<SqueezeOp> DEF = OpDef.of("nn.squeeze", SqueezeOp.class, SqueezeOp::new)
            .summary("the same elements with axes of one element removed")
            .description("Removes `axes`, each of which has one element. No element moves.")
            .example("%y = nn.squeeze %x {axes = array<i64: 2, 3>} : (tensor<1x64x1x1xf32>) -> tensor<1x64xf32>")
            .operand("input", Types.ANY_PHRASE, Types.ANY)
            .attribute("axes", DenseArrayAttr.class, "the axes of the input that go, from 0")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private SqueezeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static SqueezeOp create(OpBuilder builder, Location location, Value input, long[] axes) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input).property("axes", DenseArrayAttr.ofLongs(axes))
                .results(type.withShape(inferShape(type.shape(), axes))));
    }

    public Value input() {
        return operand(0);
    }

    /** The axes of the input that go. */
    public long[] axes() {
        return longsProperty("axes");
    }

    private static Shape inferShape(Shape input, long[] axes) {
        var kept = new ArrayList<Long>();
        for (int i = 0; i < input.rank(); i++) {
            boolean removed = contains(axes, i);
            if (!removed) {
                kept.add(input.dimension(i));
            } else if (input.dimension(i) != 1 && !input.isDynamic(i)) {
                throw new IllegalArgumentException("cannot remove axis " + i + ", which has " + input.dimension(i) + " elements");
            }
        }
        if (kept.size() != input.rank() - axes.length) {
            throw new IllegalArgumentException("has axes that are repeated or outside a tensor of rank " + input.rank());
        }
        return Shape.of(kept.stream().mapToLong(Long::longValue).toArray());
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

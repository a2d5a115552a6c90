package qcc.dialect.nn;

import java.util.List;
import qcc.ir.Attribute;
import qcc.ir.FoldResult;
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

/** Joins tensors along an axis; quantized inputs and the result share one grid. */
public final class ConcatOp extends Op implements NnShape, Pure, InferredTypes {
    public static final OpDef<ConcatOp> DEF = OpDef.of("nn.concat", ConcatOp.class, ConcatOp::new)
            .summary("tensors one after the other along an axis")
            .description("""
                    The inputs have the shape of the result but for `axis`, where their dimensions add up. All have one element
                    type: quantized inputs are brought to the grid of the result before (`nn.requantize`).""")
            .example("""
                    %y = nn.concat %a, %b {axis = 1 : i64} : (tensor<1x4x8x8xf32>, tensor<1x12x8x8xf32>) -> tensor<1x16x8x8xf32>""")
            .variadicOperand("inputs", Types.ANY_PHRASE, Types.ANY)
            .attribute("axis", IntegerAttr.class, "the axis, from 0")
            .result("result", Types.ANY_PHRASE, Types.ANY)
            .format("operands attr-dict `:` functional-type");

    private ConcatOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static ConcatOp create(OpBuilder builder, Location location, List<Value> inputs, long axis) {
        var shape = inferShape(inputs.stream().map(v -> ((TensorType) v.type()).shape()).toList(), axis);
        return builder.create(DEF, new OpState(location).operands(inputs).property("axis", IntegerAttr.of(axis))
                .results(((TensorType) inputs.getFirst().type()).withShape(shape)));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    private static Shape inferShape(List<Shape> inputs, long axis) {
        if (inputs.isEmpty() || axis < 0 || axis >= inputs.getFirst().rank()) {
            throw new IllegalArgumentException("expects at least one input with an axis " + axis);
        }
        var joined = inputs.getFirst();
        for (var next : inputs.subList(1, inputs.size())) {
            joined = join(joined, next, (int) axis);
        }
        return joined;
    }

    private static Shape join(Shape a, Shape b, int axis) {
        if (!InferredTypes.agree(a.with(axis, 1), b.rank() > axis ? b.with(axis, 1) : b)) {
            throw new IllegalArgumentException("cannot join " + a + " and " + b + " along axis " + axis);
        }
        var dimensions = a.toArray();
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = dimensions[i] == Shape.DYNAMIC ? b.dimension(i) : dimensions[i];
        }
        boolean known = !a.isDynamic(axis) && !b.isDynamic(axis);
        dimensions[axis] = known ? a.dimension(axis) + b.dimension(axis) : Shape.DYNAMIC;
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(operands().stream().map(v -> ((TensorType) v.type()).shape()).toList(), longProperty("axis")));
    }

    /** One tensor alone is the result. */
    @Override
    public FoldResult fold(List<Attribute> constantOperands) {
        return operandCount() == 1 && operand(0).type().equals(result().type()) ? new FoldResult.To(operand(0)) : FoldResult.NONE;
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        for (var input : operands()) {
            if (!input.type().elementType().equals(result().type().elementType())) {
                check.error("expects inputs and result of one element type, not %s and %s", input.type().elementType(),
                        result().type().elementType());
                return;
            }
        }
    }
}

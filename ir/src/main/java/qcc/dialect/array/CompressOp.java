package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
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

/** The slices along an axis, or the elements, for which a condition holds. */
public final class CompressOp extends Op implements ArrayMove {
    public static final OpDef<CompressOp> DEF = OpDef.of("array.compress", CompressOp.class, CompressOp::new)
            .summary("the slices along an axis for which a condition holds")
            .description(
                    """
                            Without `axis` the input counts as one list of elements. What lies behind the last element of `condition` is left out.""")
            .example("""
                    %y = array.compress %x, %condition {axis = 0 : i64} : (tensor<3x2xf32>, tensor<3xi1>) -> tensor<?x2xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("condition", ArrayTypes.BOOLEANS_PHRASE, ArrayTypes.BOOLEANS)
            .optionalAttribute("axis", IntegerAttr.class, "the axis, from 0")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private CompressOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axis}, if there is one, counts from 0. */
    public static CompressOp create(OpBuilder builder, Location location, Value input, Value condition, Optional<Long> axis) {
        var type = (TensorType) input.type();
        var state = new OpState(location).operands(input, condition);
        axis.ifPresent(a -> state.property("axis", IntegerAttr.of(a)));
        return builder.create(DEF, state.results(type.withShape(inferShape(type.shape(), condition, axis))));
    }

    public Optional<Long> axis() {
        return properties().get("axis") instanceof IntegerAttr axis ? Optional.of(axis.value()) : Optional.empty();
    }

    private static Shape inferShape(Shape input, Value condition, Optional<Long> axis) {
        long taken = ConstantOperand.longs(condition).map(c -> LongStream.of(c).filter(v -> v != 0).count()).orElse(Shape.DYNAMIC);
        if (axis.isEmpty()) {
            return Shape.of(taken);
        }
        ArrayTypes.requireAxis(axis.get(), input.rank());
        return input.with(axis.get().intValue(), taken);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1), axis()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

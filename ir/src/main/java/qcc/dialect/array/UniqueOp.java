package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The different elements of an array, or its different slices along an axis. */
public final class UniqueOp extends Op implements ArrayMove {
    public static final OpDef<UniqueOp> DEF = OpDef.of("array.unique", UniqueOp.class, UniqueOp::new)
            .summary("the different elements, or slices along an axis, of an array")
            .description(
                    """
                            Without `axis` the input counts as one list. They come in ascending order if `sorted` holds, else in the order of their first appearance.
                            `first` is where each appears first, `inverse` which of them each element of the input is, and `counts` how often each
                            appears.""")
            .example("""
                    %y, %first, %inverse, %counts = array.unique %x {sorted = true}
                        : (tensor<6xf32>) -> (tensor<?xf32>, tensor<?xi64>, tensor<6xi64>, tensor<?xi64>)""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .optionalAttribute("axis", IntegerAttr.class, "the axis, from 0")
            .attribute("sorted", IntegerAttr.TRUE, "whether the result is in ascending order")
            .result("values", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("first", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .result("inverse", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .result("counts", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private UniqueOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axis}, if there is one, counts from 0. */
    public static UniqueOp create(OpBuilder builder, Location location, Value input, Optional<Long> axis, boolean sorted) {
        var type = (TensorType) input.type();
        var state = new OpState(location).operands(input).property("sorted", IntegerAttr.ofBoolean(sorted));
        axis.ifPresent(a -> state.property("axis", IntegerAttr.of(a)));
        var shapes = inferShapes(type.shape(), axis);
        return builder.create(DEF, state.results(type.withShape(shapes.getFirst()), indices(shapes.get(1)), indices(shapes.get(2)),
                indices(shapes.get(3))));
    }

    private static TensorType indices(Shape shape) {
        return new TensorType(shape, IntegerType.I64);
    }

    public Optional<Long> axis() {
        return properties().get("axis") instanceof IntegerAttr axis ? Optional.of(axis.value()) : Optional.empty();
    }

    public boolean sorted() {
        return property("sorted", IntegerAttr.class).isTrue();
    }

    private static List<Shape> inferShapes(Shape input, Optional<Long> axis) {
        axis.ifPresent(a -> ArrayTypes.requireAxis(a, input.rank()));
        var count = Shape.of(Shape.DYNAMIC);
        long entries = axis.map(a -> input.dimension(a.intValue())).orElse(input.isStatic() ? input.elements() : Shape.DYNAMIC);
        return List.of(axis.map(a -> input.with(a.intValue(), Shape.DYNAMIC)).orElse(count), count, Shape.of(entries), count);
    }

    @Override
    public List<Shape> inferShapes() {
        return inferShapes(ArrayTypes.shape(operand(0)), axis());
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result(0));
    }
}

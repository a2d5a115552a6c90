package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The elements of a maximum pool put back to where they were. */
public final class MaxUnpoolOp extends Op implements ArrayWindow {
    public static final OpDef<MaxUnpoolOp> DEF = OpDef.of("array.max_unpool", MaxUnpoolOp.class, MaxUnpoolOp::new)
            .summary("elements of a maximum pool put back")
            .description(
                    """
                            `indices` are those that `array.max_pool` gives. All other elements are 0. The result has the shape [N, C, `(input - 1) * stride - pads + kernel` ...], or that
                            which `shape` lists if it is there: then what is beyond the former is 0.""")
            .example(
                    """
                            %y = array.max_unpool %x, %indices {dilations = array<i64: 1>, kernel = array<i64: 2>, pads = array<i64: 0, 0>, strides = array<i64: 2>}
                                : (tensor<1x2x4xf32>, tensor<1x2x4xi64>) -> tensor<1x2x8xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .optionalOperand("shape", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("kernel", DenseArrayAttr.class, "elements of the window on each spatial axis")
            .attribute("strides", DenseArrayAttr.class, "step between windows on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private MaxUnpoolOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static MaxUnpoolOp create(OpBuilder builder, Location location, Value input, Value indices, Optional<Value> shape,
            Window window) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, indices).operands(shape.stream().toList())
                .properties(window.properties()).results(type.withShape(inferShape(type.shape(), shape, window))));
    }

    public Window window() {
        return Window.of(this);
    }

    private static Shape inferShape(Shape input, Optional<Value> stated, Window window) {
        Windows.requireMaps(input, window);
        if (stated.isPresent()) {
            return ConstantOperand.longs(stated.get()).map(Shape::of).orElseGet(() -> ArrayTypes.unknown(input.rank()));
        }
        var dimensions = input.toArray();
        for (int i = 0; i < window.rank(); i++) {
            if (!input.isDynamic(i + 2)) {
                dimensions[i + 2] = (input.dimension(i + 2) - 1) * window.strides().get(i) + window.kernel().get(i) - window.padBefore(i)
                        - window.padAfter(i);
            }
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), optionalOperand(2), window()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        if (!InferredTypes.agree(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1)))) {
            check.error("has indices of shape %s for an input of shape %s", ArrayTypes.shape(operand(1)), ArrayTypes.shape(operand(0)));
        }
    }
}

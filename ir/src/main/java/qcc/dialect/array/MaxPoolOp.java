package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
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

/** The largest element of each window of any numbers, and where it is. */
public final class MaxPoolOp extends Op implements ArrayWindow {
    public static final OpDef<MaxPoolOp> DEF = OpDef.of("array.max_pool", MaxPoolOp.class, MaxPoolOp::new)
            .summary("the largest element of a sliding window and its index")
            .description(
                    """
                            As `nn.max_pool` in layout `nchw`, on integers too. The second result holds the index of each largest element in the whole input as a
                            flat array in row-major order, or with the spatial axes in column-major order if `column_major` holds; the first of equal ones counts.""")
            .example(
                    """
                            %y, %i = array.max_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>,
                                                        strides = array<i64: 2, 2>} : (tensor<1x1x4x4xui8>) -> (tensor<1x1x2x2xui8>, tensor<1x1x2x2xi64>)""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("kernel", DenseArrayAttr.class, "elements of the window on each spatial axis")
            .attribute("strides", DenseArrayAttr.class, "step between output elements on each spatial axis")
            .attribute("dilations", DenseArrayAttr.class, "step inside the window on each spatial axis")
            .attribute("pads", DenseArrayAttr.class, "elements added before each spatial axis, then after each")
            .attribute("column_major", IntegerAttr.FALSE, "whether indices count the first spatial axis fastest")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .result("indices", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private MaxPoolOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; indices are i64 integers. */
    public static MaxPoolOp create(OpBuilder builder, Location location, Value input, Window window, boolean columnMajor) {
        var shape = shape(input, window);
        return builder.create(DEF, new OpState(location).operands(input).properties(window.properties())
                .property("column_major", IntegerAttr.ofBoolean(columnMajor))
                .results(new TensorType(shape, input.type().elementType()), new TensorType(shape, IntegerType.I64)));
    }

    public Window window() {
        return Window.of(this);
    }

    public boolean columnMajor() {
        return property("column_major", IntegerAttr.class).isTrue();
    }

    private static Shape shape(Value input, Window window) {
        var shape = ArrayTypes.shape(input);
        if (shape.rank() < 3) {
            throw new IllegalArgumentException("expects a tensor of rank 3 or more, not " + input.type());
        }
        return window.outputShape(shape, Layout.NCHW, shape.dimension(1));
    }

    @Override
    public List<Shape> inferShapes() {
        var shape = shape(operand(0), window());
        return List.of(shape, shape);
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result(0));
    }
}

package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** Sums, products, extremes and norms along axes. */
public final class ReduceOp extends Op implements ArrayReduction {
    public static final OpDef<ReduceOp> DEF = OpDef.of("array.reduce", ReduceOp.class, ReduceOp::new)
            .summary("one number of all elements along axes")
            .description(
                    """
                            `axes` lists the axes, which may be counted from the end; they stay as dimensions of 1 if `keep_dims` holds and go
                            away otherwise. `function` is `sum`, `mean`, `product`, `min`, `max`, `l1` (the sum of magnitudes), `l2` (the root
                            of the sum of squares), `log_sum`, `log_sum_exp` or `sum_square`. Reals are added in f64 and rounded once; NaN in gives
                            NaN out. Of no elements at all, `product` is 1, `min` and `max` are the largest and the smallest number of the type and the
                            others start from 0.""")
            .example("""
                    %y = array.reduce %x, %axes {function = "max", keep_dims = true}
                        : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<2x3x1xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("axes", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("function", StringAttr.class, "the name of the function")
            .attribute("keep_dims", IntegerAttr.TRUE, "whether reduced axes stay with dimension 1")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private ReduceOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; {@code axes} is a list of known length. */
    public static ReduceOp create(OpBuilder builder, Location location, Value input, Value axes, ReduceFunction function,
            boolean keepDims) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, axes).property("function", new StringAttr(function.text()))
                .property("keep_dims", IntegerAttr.ofBoolean(keepDims)).results(type.withShape(inferShape(type.shape(), axes, keepDims))));
    }

    public Value input() {
        return operand(0);
    }

    public Value axes() {
        return operand(1);
    }

    public ReduceFunction function() {
        return ReduceFunction.of(stringProperty("function"));
    }

    public boolean keepDims() {
        return property("keep_dims", IntegerAttr.class).isTrue();
    }

    private static Shape inferShape(Shape input, Value axes, boolean keepDims) {
        return ReducedShape.of(input, ConstantOperand.longs(axes), ArrayTypes.shape(axes), keepDims);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(input()), axes(), keepDims()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, input(), result());
        ArrayTypes.verifyName(check, this, "function", ReduceFunction.NAMES);
    }
}

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

/** Where the largest or smallest element along an axis is. */
public final class ArgExtremeOp extends Op implements ArrayReduction {
    public static final OpDef<ArgExtremeOp> DEF = OpDef.of("array.arg_extreme", ArgExtremeOp.class, ArgExtremeOp::new)
            .summary("the index of an extreme along an axis")
            .description(
                    """
                            The index of the largest element along `axis`, of the smallest if `smallest` holds; of equal ones the first, or the last if
                            `last_index` holds. The axis stays as a dimension of 1 if `keep_dims` holds and goes away otherwise.""")
            .example("""
                    %y = array.arg_extreme %x {axis = 1 : i64, keep_dims = false, smallest = false} : (tensor<2x3xf32>) -> tensor<2xi64>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .attribute("axis", IntegerAttr.class, "the axis, from 0")
            .attribute("smallest", IntegerAttr.FALSE, "whether the smallest element is looked for")
            .attribute("keep_dims", IntegerAttr.TRUE, "whether the axis stays with dimension 1")
            .attribute("last_index", IntegerAttr.FALSE, "whether the last of equal elements counts")
            .result("result", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .format("operands attr-dict `:` functional-type");

    private ArgExtremeOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; the result holds i64 integers. */
    public static ArgExtremeOp create(OpBuilder builder, Location location, Value input, long axis, boolean smallest, boolean keepDims,
            boolean lastIndex) {
        var shape = ReducedShape.of(ArrayTypes.shape(input), Optional.of(new long[]{axis}), Shape.of(1), keepDims);
        return builder.create(DEF, new OpState(location).operands(input).property("axis", IntegerAttr.of(axis))
                .property("smallest", IntegerAttr.ofBoolean(smallest)).property("keep_dims", IntegerAttr.ofBoolean(keepDims))
                .property("last_index", IntegerAttr.ofBoolean(lastIndex)).results(new TensorType(shape, IntegerType.I64)));
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    public boolean smallest() {
        return property("smallest", IntegerAttr.class).isTrue();
    }

    public boolean keepDims() {
        return property("keep_dims", IntegerAttr.class).isTrue();
    }

    public boolean lastIndex() {
        return property("last_index", IntegerAttr.class).isTrue();
    }

    @Override
    public List<Shape> inferShapes() {
        var axes = new long[]{ArrayTypes.fromZero(longProperty("axis"), ArrayTypes.shape(operand(0)).rank())};
        return List.of(ReducedShape.of(ArrayTypes.shape(operand(0)), Optional.of(axes), Shape.of(1), keepDims()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
    }
}

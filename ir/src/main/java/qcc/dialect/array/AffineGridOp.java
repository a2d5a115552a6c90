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
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.Verifier;

/** The places of an array's elements in another array, by an affine map. */
public final class AffineGridOp extends Op implements ArraySampling {
    public static final OpDef<AffineGridOp> DEF = OpDef.of("array.affine_grid", AffineGridOp.class, AffineGridOp::new)
            .summary("places of elements by an affine map")
            .description(
                    """
                            `theta` has shape [N, 2, 3] or [N, 3, 4], `size` lists [N, C, (D,) H, W]. The result, [N, (D,) H, W, 2 or 3], holds for each element of an array of that
                            size the image of its place under the map, with places from -1 to 1: the centers of the outer elements lie there if `align_corners` holds, else their
                            outer borders.""")
            .example("""
                    %y = array.affine_grid %theta, %size : (tensor<1x2x3xf32>, tensor<4xi64>) -> tensor<1x?x?x2xf32>""")
            .operand("theta", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("size", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("align_corners", IntegerAttr.FALSE, "whether -1 and 1 are the centers of the outer elements")
            .result("result", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private AffineGridOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static AffineGridOp create(OpBuilder builder, Location location, Value theta, Value size, boolean alignCorners) {
        var type = (TensorType) theta.type();
        return builder.create(DEF, new OpState(location).operands(theta, size)
                .property("align_corners", IntegerAttr.ofBoolean(alignCorners)).results(type.withShape(inferShape(type.shape(), size))));
    }

    public boolean alignCorners() {
        return property("align_corners", IntegerAttr.class).isTrue();
    }

    private static Shape inferShape(Shape theta, Value size) {
        int axes = ArrayTypes.listLength(ArrayTypes.shape(size), "the size") - 2;
        if (axes < 2 || axes > 3 || !InferredTypes.agree(theta, Shape.of(Shape.DYNAMIC, axes, axes + 1L))) {
            throw new IllegalArgumentException("has maps of shape " + theta + " for a size of " + (axes + 2) + " axes");
        }
        var dimensions = ArrayTypes.unknown(axes + 2).toArray();
        dimensions[0] = theta.dimension(0);
        dimensions[axes + 1] = axes;
        ConstantOperand.longs(size).ifPresent(s -> System.arraycopy(s, 2, dimensions, 1, axes));
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1)));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

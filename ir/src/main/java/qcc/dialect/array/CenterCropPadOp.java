package qcc.dialect.array;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
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

/** An array cut or padded to a size around its middle. */
public final class CenterCropPadOp extends Op implements ArrayMove {
    public static final OpDef<CenterCropPadOp> DEF = OpDef.of("array.center_crop_pad", CenterCropPadOp.class, CenterCropPadOp::new)
            .summary("an array cut or padded to a size around its middle")
            .description(
                    """
                            Each of the `axes`, counted from 0, gets the size that `shape` lists for it. Elements are removed and zeros are added at both
                            ends alike; an odd one at the end.""")
            .example("""
                    %y = array.center_crop_pad %x, %shape {axes = array<i64: 1>} : (tensor<2x5xf32>, tensor<1xi64>) -> tensor<2x2xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("shape", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("axes", DenseArrayAttr.class, "the axes that get another size, from 0")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private CenterCropPadOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation; axes count from 0. */
    public static CenterCropPadOp create(OpBuilder builder, Location location, Value input, Value shape, long[] axes) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, shape).property("axes", DenseArrayAttr.ofLongs(axes))
                .results(type.withShape(inferShape(type.shape(), shape, axes))));
    }

    public long[] axes() {
        return longsProperty("axes");
    }

    private static Shape inferShape(Shape input, Value shape, long[] axes) {
        Optional<long[]> sizes = ConstantOperand.longs(shape);
        if (ArrayTypes.listLength(ArrayTypes.shape(shape), "the shape") != axes.length) {
            throw new IllegalArgumentException("has " + ArrayTypes.shape(shape).dimension(0) + " sizes for " + axes.length + " axes");
        }
        var dimensions = input.toArray();
        for (int i = 0; i < axes.length; i++) {
            ArrayTypes.requireAxis(axes[i], input.rank());
            dimensions[(int) axes[i]] = sizes.isPresent() ? sizes.get()[i] : Shape.DYNAMIC;
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), operand(1), axes()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
    }
}

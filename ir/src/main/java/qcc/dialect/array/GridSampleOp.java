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

/** An array sampled at places that are data. */
public final class GridSampleOp extends Op implements ArraySampling {
    public static final OpDef<GridSampleOp> DEF = OpDef.of("array.grid_sample", GridSampleOp.class, GridSampleOp::new)
            .summary("an array sampled at places that are data")
            .description(
                    """
                            `input` has shape [N, C, spatial...], `grid` [N, out..., r] for r spatial axes: the place of each element of the result, [N, C, out...], its last
                            coordinate first, from -1 to 1: the centers of the outer elements lie there if `align_corners` holds, else their outer borders. `mode` is `nearest`,
                            `linear` or `cubic`; what lies outside the input is 0 (`padding` `zeros`), its nearest element (`border`), or the input mirrored (`reflection`).""")
            .example("""
                    %y = array.grid_sample %x, %grid {mode = "linear", padding = "border"}
                        : (tensor<1x3x8x8xf32>, tensor<1x4x4x2xf32>) -> tensor<1x3x4x4xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .operand("grid", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("mode", StringAttr.class, "nearest, linear or cubic")
            .attribute("padding", new StringAttr("zeros"), "what lies outside: zeros, border or reflection")
            .attribute("align_corners", IntegerAttr.FALSE, "whether -1 and 1 are the centers of the outer elements")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private GridSampleOp(OpState state) {
        super(DEF, state);
    }

    /** Makes the operation. */
    public static GridSampleOp create(OpBuilder builder, Location location, Value input, Value grid, ResizeMode mode, GridPadding padding,
            boolean alignCorners) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, grid).property("mode", new StringAttr(mode.text()))
                .property("padding", new StringAttr(padding.text())).property("align_corners", IntegerAttr.ofBoolean(alignCorners))
                .results(type.withShape(inferShape(type.shape(), ArrayTypes.shape(grid)))));
    }

    public ResizeMode mode() {
        return ResizeMode.of(stringProperty("mode"));
    }

    public GridPadding padding() {
        return GridPadding.of(stringProperty("padding"));
    }

    public boolean alignCorners() {
        return property("align_corners", IntegerAttr.class).isTrue();
    }

    private static Shape inferShape(Shape input, Shape grid) {
        int rank = input.rank();
        if (rank < 3 || grid.rank() != rank || !grid.isDynamic(rank - 1) && grid.dimension(rank - 1) != rank - 2) {
            throw new IllegalArgumentException("has an input of shape " + input + " and a grid of shape " + grid);
        }
        var dimensions = input.toArray();
        for (int i = 2; i < rank; i++) {
            dimensions[i] = grid.dimension(i - 1);
        }
        return Shape.of(dimensions);
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1))));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyName(check, this, "mode", EnumNames.of(ResizeMode.class));
        ArrayTypes.verifyName(check, this, "padding", EnumNames.of(GridPadding.class));
    }
}

package qcc.dialect.array;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.FloatAttr;
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

/** Regions of maps, each averaged on a grid of one size. */
public final class RoiAlignOp extends Op implements ArraySampling {
    public static final OpDef<RoiAlignOp> DEF = OpDef.of("array.roi_align", RoiAlignOp.class, RoiAlignOp::new)
            .summary("regions of maps, each averaged on a grid")
            .description(
                    """
                            `regions` [R, 4] holds x1, y1, x2, y2 in units of which `scale` is a part of an element, `batch` [R] the entry of the batch of each. Each region is
                            divided into `height` by `width` bins; a bin is the average, or the largest (`mode` `max`), of `samples` by `samples` points in it, of as many as fit
                            if `samples` is 0, each interpolated between its four neighbors. If `half_pixel` holds, elements lie at their centers.""")
            .example("""
                    %y = array.roi_align %x, %regions, %batch {height = 2 : i64, mode = "avg", width = 2 : i64}
                        : (tensor<1x3x8x8xf32>, tensor<4x4xf32>, tensor<4xi64>) -> tensor<4x3x2x2xf32>""")
            .operand("input", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("regions", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .operand("batch", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .attribute("mode", StringAttr.class, "avg or max")
            .attribute("height", IntegerAttr.of(1), "bins of a region along the third axis")
            .attribute("width", IntegerAttr.of(1), "bins of a region along the fourth axis")
            .attribute("samples", IntegerAttr.of(0), "points in a bin along each axis, 0 for as many as fit")
            .attribute("scale", FloatAttr.of(1), "elements of the map for a unit of the regions, f64")
            .attribute("half_pixel", IntegerAttr.TRUE, "whether elements lie at their centers")
            .result("result", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .format("operands attr-dict `:` functional-type");

    private RoiAlignOp(OpState state) {
        super(DEF, state);
    }

    /** What a bin becomes of its points. */
    public enum Mode {
        AVG, MAX
    }

    /** How regions are sampled. */
    public record Sampling(Mode mode, long height, long width, long samples, double scale, boolean halfPixel) {}

    /** Makes the operation. */
    public static RoiAlignOp create(OpBuilder builder, Location location, Value input, Value regions, Value batch, Sampling sampling) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).operands(input, regions, batch)
                .property("mode", new StringAttr(EnumNames.text(sampling.mode()))).property("height", IntegerAttr.of(sampling.height()))
                .property("width", IntegerAttr.of(sampling.width())).property("samples", IntegerAttr.of(sampling.samples()))
                .property("scale", FloatAttr.of(sampling.scale())).property("half_pixel", IntegerAttr.ofBoolean(sampling.halfPixel()))
                .results(type.withShape(inferShape(type.shape(), ArrayTypes.shape(regions), sampling.height(), sampling.width()))));
    }

    /** How regions are sampled. */
    public Sampling sampling() {
        return new Sampling(EnumNames.parse(Mode.class, "mode", stringProperty("mode")), longProperty("height"), longProperty("width"),
                longProperty("samples"), property("scale", FloatAttr.class).value(), property("half_pixel", IntegerAttr.class).isTrue());
    }

    private static Shape inferShape(Shape input, Shape regions, long height, long width) {
        ArrayTypes.requireRank(input, 4, "maps");
        if (!InferredTypes.agree(regions, Shape.of(Shape.DYNAMIC, 4))) {
            throw new IllegalArgumentException("expects regions of shape [?x4], not " + regions);
        }
        return Shape.of(regions.dimension(0), input.dimension(1), height, width);
    }

    @Override
    public List<Shape> inferShapes() {
        return List
                .of(inferShape(ArrayTypes.shape(operand(0)), ArrayTypes.shape(operand(1)), longProperty("height"), longProperty("width")));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        ArrayTypes.verifyName(check, this, "mode", EnumNames.of(Mode.class));
    }
}

package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.InferredTypes;
import qcc.ir.DenseArrayAttr;
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

/** An array sampled on another grid. */
public final class ResizeOp extends Op implements ArraySampling {
    public static final OpDef<ResizeOp> DEF = OpDef.of("array.resize", ResizeOp.class, ResizeOp::new)
            .summary("an array sampled on another grid")
            .description(
                    """
                            Either `scales` or `sizes` lists the factor or the size of each of the `axes`, counted from 0; a size by scales is
                            `floor(size * scale)`. Where sizes are given, `aspect_ratio` says whether they hold (`stretch`) or bound one common scale (`not_larger`, `not_smaller`).
                            `coordinates` says where an element of the result lies in the input: as ONNX defines `half_pixel`, `half_pixel_symmetric`, `pytorch_half_pixel`,
                            `align_corners`, `asymmetric`, `tf_half_pixel_for_nn` and `tf_crop_and_resize`, for which `region` lists the starts of the axes, then their ends,
                            as parts of their size, and what lies outside the input becomes `extrapolation`.

                            `mode` is `nearest` (`nearest` then tells which neighbor that is), `linear` or `cubic` with the coefficient `cubic_coefficient`. Neighbors outside the input
                            hold the value of its nearest element, or are left out if `exclude_outside` holds. `antialias` widens the filter where an axis shrinks.""")
            .example("""
                    %y = array.resize %x, %sizes {axes = array<i64: 1>, mode = "linear", operandSegmentSizes = array<i32: 1, 0, 1, 0>}
                        : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2x?xf32>""")
            .operand("input", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .optionalOperand("scales", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .optionalOperand("sizes", ArrayTypes.INTEGERS_PHRASE, ArrayTypes.INTEGERS)
            .optionalOperand("region", ArrayTypes.REALS_PHRASE, ArrayTypes.REALS)
            .attribute("axes", DenseArrayAttr.class, "the axes that are sampled anew, from 0")
            .attribute("mode", StringAttr.class, "nearest, linear or cubic")
            .attribute("coordinates", new StringAttr("half_pixel"), "where an element of the result lies in the input")
            .attribute("nearest", new StringAttr("round_prefer_floor"), "round_prefer_floor, round_prefer_ceil, floor or ceil")
            .attribute("cubic_coefficient", FloatAttr.of(-0.75), "the coefficient of cubic interpolation, f64")
            .attribute("exclude_outside", IntegerAttr.FALSE, "whether neighbors outside the input have no weight")
            .attribute("extrapolation", FloatAttr.of(0), "the value outside the input where a region is cropped, f64")
            .attribute("antialias", IntegerAttr.FALSE, "whether the filter is widened where an axis shrinks")
            .attribute("aspect_ratio", new StringAttr("stretch"), "stretch, not_larger or not_smaller")
            .result("result", ArrayTypes.NUMBERS_PHRASE, ArrayTypes.NUMBERS)
            .format("operands attr-dict `:` functional-type");

    private ResizeOp(OpState state) {
        super(DEF, state);
    }

    /** How the array is sampled. */
    public record Sampling(ResizeMode mode, CoordinateTransform coordinates, NearestMode nearest, double cubicCoefficient,
            boolean excludeOutside, double extrapolation, boolean antialias, AspectRatioPolicy aspectRatio) {
        /** The size of an axis by its scale. */
        public static long scaledSize(long size, float scale) {
            return (long) Math.floor((float) size * scale);
        }

        /** The factors of axes, given the sizes that are asked for. */
        public double[] scales(long[] input, long[] asked) {
            var own = new double[input.length];
            for (int i = 0; i < input.length; i++) {
                own[i] = (double) asked[i] / input[i];
            }
            if (aspectRatio != AspectRatioPolicy.STRETCH) {
                var all = Arrays.stream(own);
                Arrays.fill(own, (aspectRatio == AspectRatioPolicy.NOT_LARGER ? all.min() : all.max()).orElse(1));
            }
            return own;
        }

        /** The sizes of axes, given those that are asked for. */
        public long[] sizes(long[] input, long[] asked) {
            if (aspectRatio == AspectRatioPolicy.STRETCH) {
                return asked.clone();
            }
            var scales = scales(input, asked);
            var sizes = new long[input.length];
            for (int i = 0; i < input.length; i++) {
                sizes[i] = (long) Math.floor(scales[i] * input[i] + HALF);
            }
            return sizes;
        }
    }

    private static final double HALF = 0.5;

    /** Makes the operation with one of {@code scales} and {@code sizes}; axes count from 0. */
    public static ResizeOp create(OpBuilder builder, Location location, Value input, Optional<Value> scales, Optional<Value> sizes,
            Optional<Value> region, long[] axes, Sampling sampling) {
        var type = (TensorType) input.type();
        return builder.create(DEF, new OpState(location).segment(List.of(input)).segment(scales.stream().toList())
                .segment(sizes.stream().toList()).segment(region.stream().toList()).property("axes", DenseArrayAttr.ofLongs(axes))
                .property("mode", new StringAttr(sampling.mode().text()))
                .property("coordinates", new StringAttr(sampling.coordinates().text()))
                .property("nearest", new StringAttr(sampling.nearest().text()))
                .property("cubic_coefficient", FloatAttr.of(sampling.cubicCoefficient()))
                .property("exclude_outside", IntegerAttr.ofBoolean(sampling.excludeOutside()))
                .property("extrapolation", FloatAttr.of(sampling.extrapolation()))
                .property("antialias", IntegerAttr.ofBoolean(sampling.antialias()))
                .property("aspect_ratio", new StringAttr(sampling.aspectRatio().text()))
                .results(type.withShape(inferShape(type.shape(), scales, sizes, axes, sampling))));
    }

    public Optional<Value> scales() {
        return optionalOperand(1);
    }

    public Optional<Value> sizes() {
        return optionalOperand(2);
    }

    public Optional<Value> region() {
        return optionalOperand(3);
    }

    public long[] axes() {
        return longsProperty("axes");
    }

    /** How the array is sampled. */
    public Sampling sampling() {
        return new Sampling(ResizeMode.of(stringProperty("mode")), CoordinateTransform.of(stringProperty("coordinates")),
                NearestMode.of(stringProperty("nearest")), property("cubic_coefficient", FloatAttr.class).value(),
                property("exclude_outside", IntegerAttr.class).isTrue(), property("extrapolation", FloatAttr.class).value(),
                property("antialias", IntegerAttr.class).isTrue(), AspectRatioPolicy.of(stringProperty("aspect_ratio")));
    }

    private static Shape inferShape(Shape input, Optional<Value> scales, Optional<Value> sizes, long[] axes, Sampling sampling) {
        if (scales.isPresent() == sizes.isPresent()) {
            throw new IllegalArgumentException("expects either scales or sizes");
        }
        var before = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            ArrayTypes.requireAxis(axes[i], input.rank());
            before[i] = input.dimension((int) axes[i]);
        }
        long[] after = scales.isPresent() ? scaled(before, scales.get()) : sized(before, sizes.get(), sampling);
        var dimensions = input.toArray();
        for (int i = 0; i < axes.length; i++) {
            dimensions[(int) axes[i]] = after[i];
        }
        return Shape.of(dimensions);
    }

    private static long[] scaled(long[] before, Value scales) {
        var factors = ConstantOperand.doubles(scales);
        factors.ifPresent(f -> requireLength(f.length, before.length, "scales"));
        var after = new long[before.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = factors.isEmpty() || before[i] == Shape.DYNAMIC
                    ? Shape.DYNAMIC
                    : Sampling.scaledSize(before[i], (float) factors.get()[i]);
        }
        return after;
    }

    private static long[] sized(long[] before, Value sizes, Sampling sampling) {
        var asked = ConstantOperand.longs(sizes);
        asked.ifPresent(a -> requireLength(a.length, before.length, "sizes"));
        boolean known = sampling.aspectRatio() == AspectRatioPolicy.STRETCH || Arrays.stream(before).noneMatch(d -> d == Shape.DYNAMIC);
        return asked.isPresent() && known ? sampling.sizes(before, asked.get()) : ArrayTypes.unknown(before.length).toArray();
    }

    private static void requireLength(int length, int expected, String what) {
        if (length != expected) {
            throw new IllegalArgumentException("has " + length + " " + what + " for " + expected + " axes");
        }
    }

    @Override
    public List<Shape> inferShapes() {
        return List.of(inferShape(ArrayTypes.shape(operand(0)), scales(), sizes(), axes(), sampling()));
    }

    @Override
    public void verify(Verifier check) {
        InferredTypes.verify(this, check);
        ArrayTypes.verifyOneElementType(check, operand(0), result());
        if (sampling().coordinates() == CoordinateTransform.TF_CROP_AND_RESIZE && region().isEmpty()) {
            check.error("crops without a region");
        }
    }
}

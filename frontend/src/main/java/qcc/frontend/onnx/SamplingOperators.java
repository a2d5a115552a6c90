package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.array.AffineGridOp;
import qcc.dialect.array.AspectRatioPolicy;
import qcc.dialect.array.CoordinateTransform;
import qcc.dialect.array.GridPadding;
import qcc.dialect.array.GridSampleOp;
import qcc.dialect.array.NearestMode;
import qcc.dialect.array.NonMaxSuppressionOp;
import qcc.dialect.array.ResizeMode;
import qcc.dialect.array.ResizeOp;
import qcc.dialect.array.ResizeOp.Sampling;
import qcc.dialect.array.RoiAlignOp;
import qcc.ir.FloatType;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Operators that sample arrays between their elements. */
final class SamplingOperators {
    /** The first version of Resize with a region, sizes and a choice of coordinates, and the first of RoiAlign that counts from centers. */
    private static final int RESIZE_INPUTS = 11;
    private static final int ROI_HALF_PIXEL = 16;
    private static final double CUBIC_COEFFICIENT = -0.75;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("AffineGrid", 20, "array.affine_grid", "", SamplingOperators::affineGrid), //
            computed("GridSample", 16, "array.grid_sample", "", SamplingOperators::gridSample), //
            computed("NonMaxSuppression", 10, "array.non_max_suppression", "", SamplingOperators::nonMaxSuppression), //
            computed("Resize", 10, "array.resize", "", SamplingOperators::resize), //
            computed("RoiAlign", 10, "array.roi_align", "", SamplingOperators::roiAlign), //
            computed("Upsample", 7, "array.resize", "", SamplingOperators::upsample));

    private SamplingOperators() {}

    /** The nearest element on the left, or an interpolation, without regard to the sizes of elements: what Resize did at first. */
    private static Sampling asymmetric(NodeContext node) {
        var mode = node.attributes().text("mode").orElse("nearest").toLowerCase(Locale.ROOT);
        return new Sampling(ResizeMode.of(mode.equals("bilinear") ? "linear" : mode), CoordinateTransform.ASYMMETRIC, NearestMode.FLOOR,
                CUBIC_COEFFICIENT, false, 0, false, AspectRatioPolicy.STRETCH);
    }

    private static long[] allAxes(NodeContext node) {
        return LongStream.range(0, node.type(0).rank()).toArray();
    }

    private static Value upsample(NodeContext node) {
        var scales = node.opset() >= 9
                ? node.input(1)
                : node.constant(TensorData.ofFloats(
                        node.attributes().reals("scales").orElseThrow(() -> new IllegalArgumentException("lacks its scales"))));
        return ResizeOp.create(node.builder(), node.location(), node.input(0), Optional.of(scales), Optional.empty(), Optional.empty(),
                allAxes(node), asymmetric(node)).result();
    }

    private static Value resize(NodeContext node) {
        if (node.opset() < RESIZE_INPUTS) {
            return ResizeOp.create(node.builder(), node.location(), node.input(0), Optional.of(node.input(1)), Optional.empty(),
                    Optional.empty(), allAxes(node), asymmetric(node)).result();
        }
        var sampling = sampling(node);
        var axes = node.attributes().integers("axes").map(a -> normalized(a, node.type(0).rank())).orElseGet(() -> allAxes(node));
        boolean crops = sampling.coordinates() == CoordinateTransform.TF_CROP_AND_RESIZE;
        boolean hasSizes = node.hasInput(3) && !isEmpty(node, 3);
        return ResizeOp.create(node.builder(), node.location(), node.input(0), hasSizes ? Optional.empty() : Optional.of(node.input(2)),
                hasSizes ? Optional.of(node.input(3)) : Optional.empty(), crops ? Optional.of(node.input(1)) : Optional.empty(), axes,
                sampling).result();
    }

    private static long[] normalized(long[] axes, int rank) {
        NodeContext.axes(axes, rank);
        return Arrays.stream(axes).map(a -> NodeContext.axis(a, rank)).toArray();
    }

    private static boolean isEmpty(NodeContext node, int index) {
        return node.type(index).shape().equals(Shape.of(0));
    }

    private static Sampling sampling(NodeContext node) {
        var attributes = node.attributes();
        return new Sampling(ResizeMode.of(attributes.text("mode").orElse("nearest")),
                CoordinateTransform.of(attributes.text("coordinate_transformation_mode").orElse("half_pixel")),
                NearestMode.of(attributes.text("nearest_mode").orElse("round_prefer_floor")),
                attributes.real("cubic_coeff_a").map(Float::doubleValue).orElse(CUBIC_COEFFICIENT),
                attributes.flag("exclude_outside", false), attributes.real("extrapolation_value").orElse(0f),
                attributes.flag("antialias", false),
                AspectRatioPolicy.of(attributes.text("keep_aspect_ratio_policy").orElse("stretch")));
    }

    private static Value affineGrid(NodeContext node) {
        boolean alignCorners = node.attributes().flag("align_corners", false);
        return AffineGridOp.create(node.builder(), node.location(), node.input(0), node.input(1), alignCorners).result();
    }

    /** Version 16 names modes after two axes. */
    private static Value gridSample(NodeContext node) {
        var mode = switch (node.attributes().text("mode").orElse("linear")) {
            case "bilinear" -> ResizeMode.LINEAR;
            case "bicubic" -> ResizeMode.CUBIC;
            case String other -> ResizeMode.of(other);
        };
        var padding = GridPadding.of(node.attributes().text("padding_mode").orElse("zeros"));
        boolean alignCorners = node.attributes().flag("align_corners", false);
        return GridSampleOp.create(node.builder(), node.location(), node.input(0), node.input(1), mode, padding, alignCorners).result();
    }

    private static Value roiAlign(NodeContext node) {
        var attributes = node.attributes();
        var mode = switch (attributes.text("mode").orElse("avg")) {
            case "avg" -> RoiAlignOp.Mode.AVG;
            case "max" -> RoiAlignOp.Mode.MAX;
            case String other -> throw new IllegalArgumentException("has the mode '" + other + "', which is not known");
        };
        boolean byDefault = node.opset() >= ROI_HALF_PIXEL;
        boolean halfPixel = switch (attributes.text("coordinate_transformation_mode")
                .orElse(byDefault ? "half_pixel" : "output_half_pixel")) {
            case "half_pixel" -> true;
            case "output_half_pixel" -> false;
            case String other -> throw new IllegalArgumentException("has the coordinates '" + other + "', which are not known");
        };
        var sampling = new RoiAlignOp.Sampling(mode, attributes.integer("output_height").orElse(1L),
                attributes.integer("output_width").orElse(1L), attributes.integer("sampling_ratio").orElse(0L),
                attributes.real("spatial_scale").orElse(1f), halfPixel);
        return RoiAlignOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), sampling).result();
    }

    /** Without a limit no box is taken; without a threshold every score is above it. */
    private static Value nonMaxSuppression(NodeContext node) {
        boolean centers = node.attributes().flag("center_point_box", false);
        var limit = node.optionalInput(2).orElseGet(() -> node.constant(TensorData.ofLongs(0)));
        var overlap = node.optionalInput(3).orElseGet(() -> node.constant(TensorData.zero(FloatType.F32)));
        var threshold = node.optionalInput(4).orElseGet(() -> node.constant(TensorData.ofScalar(FloatType.F32, Float.NEGATIVE_INFINITY)));
        return NonMaxSuppressionOp
                .create(node.builder(), node.location(), node.input(0), node.input(1), limit, overlap, threshold, centers).result();
    }
}

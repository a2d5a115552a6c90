package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.array.BinaryFunction;
import qcc.dialect.array.BinaryOp;
import qcc.dialect.array.ComparePredicate;
import qcc.dialect.array.CompareOp;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.array.SelectOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.UnaryFunction;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Normalizations by statistics of the input itself, as means and arithmetic. */
final class NormalizationOperators {
    private static final float EPSILON = 1e-5f;
    /** What MeanVarianceNormalization adds to a deviation. */
    private static final double DEVIATION_EPSILON = 1e-9;
    /** The first version of GroupNormalization whose scale and bias have one element for each channel. */
    private static final int SCALE_PER_CHANNEL = 21;

    private static final String IMPORTED_AS = "nn.mean, nn.sub, nn.mul, nn.div, nn.unary";

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("GroupNormalization", 18, IMPORTED_AS, "", NormalizationOperators::group).onHost(), //
            computed("InstanceNormalization", 6, IMPORTED_AS, "", NormalizationOperators::instance).onHost(), //
            OnnxOperator.several("LayerNormalization", 17, IMPORTED_AS, "", NormalizationOperators::layer).onHost(), //
            computed("LpNormalization", 1, "array.reduce, nn.div", "", NormalizationOperators::norm), //
            computed("MeanVarianceNormalization", 9, IMPORTED_AS, "", NormalizationOperators::meanVariance).onHost(), //
            computed("RMSNormalization", 23, IMPORTED_AS, "", NormalizationOperators::rootMeanSquare).onHost());

    private NormalizationOperators() {}

    private static float epsilon(NodeContext node) {
        return node.attributes().real("epsilon").orElse(EPSILON);
    }

    private static Value instance(NodeContext node) {
        node.requireOneElementType();
        var of = new RealArithmetic(node);
        int rank = node.type(0).rank();
        if (rank < 3) {
            throw new IllegalArgumentException("expects an input of rank 3 or more, not " + node.type(0));
        }
        var normalized = of.normalized(of.widened(node.input(0)), epsilon(node), LongStream.range(2, rank).toArray());
        return perChannel(node, of, normalized);
    }

    /** {@code scale[c] * x + bias[c]} in the element type of the input. */
    private static Value perChannel(NodeContext node, RealArithmetic of, Value x) {
        int rank = node.type(0).rank();
        var scaled = of.times(x, of.perChannel(of.widened(node.input(1)), rank));
        var shifted = of.plus(scaled, of.perChannel(of.widened(node.input(2)), rank));
        return of.cast(shifted, node.type(0).element());
    }

    /** Channels in groups, each normalized as a whole. */
    private static Value group(NodeContext node) {
        var of = new RealArithmetic(node);
        node.attributes().ignore("stash_type");
        long groups = node.attributes().integer("num_groups").orElseThrow(() -> new IllegalArgumentException("lacks 'num_groups'"));
        var x = of.widened(node.input(0));
        var shape = node.data(0).isPresent() ? node.type(0).shape() : ((TensorType) x.type()).shape();
        if (shape.rank() < 2 || groups < 1 || !shape.isDynamic(1) && shape.dimension(1) % groups != 0) {
            throw new IllegalArgumentException("cannot divide " + shape + " into " + groups + " groups of channels");
        }
        var grouped = of.normalized(grouped(node, x, groups), epsilon(node), 2);
        if (node.opset() >= SCALE_PER_CHANNEL) {
            return perChannel(node, of, of.inShapeOf(grouped, 0));
        }
        var scale = of.perChannel(of.widened(node.input(1)), 3);
        var bias = of.perChannel(of.widened(node.input(2)), 3);
        return of.cast(of.inShapeOf(of.plus(of.times(grouped, scale), bias), 0), node.type(0).element());
    }

    /** The elements as [N, groups, rest]. */
    private static Value grouped(NodeContext node, Value x, long groups) {
        var type = (TensorType) x.type();
        var shape = Shape.of(type.dimension(0), groups, Shape.DYNAMIC);
        if (type.shape().isStatic()) {
            var known = shape.with(2, type.dimension(0) == 0 ? 0 : type.shape().elements() / type.dimension(0) / groups);
            return ReshapeOp.create(node.builder(), node.location(), x, known).result();
        }
        var wanted = node.constant(TensorData.ofLongs(0, groups, -1));
        return DynamicReshapeOp.create(node.builder(), node.location(), x, wanted, false, type.withShape(shape)).result();
    }

    /** Mean and inverse standard deviation are the second and third output. */
    private static List<GraphValue> layer(NodeContext node) {
        var of = new RealArithmetic(node);
        checkStash(node);
        var axes = axesFrom(node);
        var x = of.widened(node.input(0));
        var mean = of.mean(x, axes);
        var centered = of.minus(x, mean);
        var variance = of.mean(of.times(centered, centered), axes);
        var deviation = of.function(UnaryFunction.SQRT, of.plus(variance, of.number(epsilon(node), variance)));
        var result = of.times(of.cast(of.over(centered, deviation), node.type(0).element()), node.input(1));
        var shifted = node.hasInput(2) ? of.plus(result, node.input(2)) : result;
        if (!node.hasOutput(1) && !node.hasOutput(2)) {
            return List.of(node.computed(shifted));
        }
        var inverse = of.function(UnaryFunction.RECIPROCAL, deviation);
        return List.of(node.computed(shifted), node.computed(mean), node.computed(inverse));
    }

    private static Value rootMeanSquare(NodeContext node) {
        var of = new RealArithmetic(node);
        checkStash(node);
        var x = of.widened(node.input(0));
        var normalized = of.scaled(x, of.mean(of.times(x, x), axesFrom(node)), epsilon(node));
        return of.times(of.cast(normalized, node.type(1).element()), node.input(1));
    }

    /** Statistics are always taken in f32 or better. */
    private static void checkStash(NodeContext node) {
        long stash = node.attributes().integer("stash_type").orElse(1L);
        if (stash != 1) {
            throw new IllegalArgumentException("has the stash_type " + ElementTypes.name((int) stash) + "; only FLOAT is supported");
        }
    }

    /** The axis that is stated and all behind it. */
    private static long[] axesFrom(NodeContext node) {
        int rank = node.type(0).rank();
        return LongStream.range(NodeContext.axis(node.attributes().integer("axis").orElse(-1L), rank), rank).toArray();
    }

    private static Value meanVariance(NodeContext node) {
        var of = new RealArithmetic(node);
        var axes = NodeContext.axes(node.attributes().integers("axes").orElse(new long[]{0, 2, 3}), node.type(0).rank());
        var x = of.widened(node.input(0));
        var mean = of.mean(x, axes);
        var centered = of.minus(x, mean);
        var variance = of.minus(of.mean(of.times(x, x), axes), of.times(mean, mean));
        var deviation = of.function(UnaryFunction.SQRT, variance);
        return of.cast(of.over(centered, of.plus(deviation, of.number(DEVIATION_EPSILON, deviation))), node.type(0).element());
    }

    /** Where the norm is 0 the result is 0. */
    private static Value norm(NodeContext node) {
        var of = new RealArithmetic(node);
        long p = node.attributes().integer("p").orElse(2L);
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(-1L), node.type(0).rank());
        if (p != 1 && p != 2) {
            throw new IllegalArgumentException("has p = " + p + "; ONNX defines 1 and 2");
        }
        var norm = of.reduce(p == 1 ? ReduceFunction.L1 : ReduceFunction.L2, node.input(0), axis);
        var isZero = CompareOp.create(node.builder(), node.location(), norm, of.number(0, norm), ComparePredicate.EQUAL).result();
        var divisor = SelectOp.create(node.builder(), node.location(), isZero, of.number(1, norm), norm).result();
        return of.over(node.input(0), divisor);
    }

    /** {@code (sum |x|^p)^(1/p)}, given the sum. */
    static Value root(NodeContext node, Value sum, long p) {
        var of = new RealArithmetic(node);
        return BinaryOp.create(node.builder(), node.location(), sum, of.number(1.0 / p, sum), BinaryFunction.POW).result();
    }

    /** {@code |x|^p}. */
    static Value powers(NodeContext node, Value x, long p) {
        var of = new RealArithmetic(node);
        var magnitudes = of.function(UnaryFunction.ABS, x);
        return p == 1
                ? magnitudes
                : BinaryOp.create(node.builder(), node.location(), magnitudes, of.number(p, x), BinaryFunction.POW).result();
    }
}

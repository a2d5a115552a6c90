package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.ExpandOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.GatherOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Operators that give the elements another shape or pick some of them. */
final class ShapeOperators {
    /** The first version of Squeeze and Unsqueeze whose axes are an input. */
    private static final int AXES_INPUT = 13;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Concat", 4, "nn.concat", "", ShapeOperators::concat), //
            computed("Expand", 8, "nn.expand", "", ShapeOperators::expand), //
            computed("Flatten", 1, "nn.flatten", "", ShapeOperators::flatten), //
            computed("Gather", 1, "nn.gather", "", ShapeOperators::gather), //
            computed("Reshape", 5, "nn.reshape, nn.dynamic_reshape", "", ShapeOperators::reshape), //
            computed("Shape", 1, "nn.shape_of", "", ShapeOperators::shape), //
            computed("Squeeze", 1, "nn.squeeze, array.squeeze", "", ShapeOperators::squeeze).onDevices(), //
            computed("Transpose", 1, "nn.transpose", "", ShapeOperators::transpose), //
            computed("Unsqueeze", 1, "nn.unsqueeze, array.unsqueeze", "", ShapeOperators::unsqueeze).onDevices());

    private ShapeOperators() {}

    /** A constant shape that leaves at most one dimension open is a static reshape; {@code resolve-shapes} evaluates the others. */
    static Value reshape(NodeContext node) {
        boolean allowZero = node.attributes().flag("allowzero", false);
        var input = node.type(0);
        var constant = node.integersIfKnown(1);
        var shape = constant.isPresent()
                ? ReshapeShape.of(input.shape(), constant.get(), allowZero)
                : unknown(listLength(node, 1));
        long open = LongStream.of(shape.toArray()).filter(d -> d == Shape.DYNAMIC).count();
        if (constant.isPresent() && open <= 1) {
            return ReshapeOp.create(node.builder(), node.location(), node.input(0), shape).result();
        }
        return DynamicReshapeOp.create(node.builder(), node.location(), node.input(0), node.input(1), allowZero, input.withShape(shape))
                .result();
    }

    /** The number of elements of an input that lists dimensions: the rank of a result. */
    static int listLength(NodeContext node, int index) {
        var type = node.type(index);
        if (type.rank() != 1 || type.shape().isDynamic(0)) {
            throw new IllegalArgumentException("has the shape operand " + type + "; a result must have a known rank");
        }
        return Limits.checkRank(type.dimension(0));
    }

    static Shape unknown(int rank) {
        var dimensions = new long[rank];
        Arrays.fill(dimensions, Shape.DYNAMIC);
        return Shape.of(dimensions);
    }

    static Value flatten(NodeContext node) {
        int rank = node.type(0).rank();
        long axis = node.attributes().integer("axis").orElse(1L);
        return FlattenOp.create(node.builder(), node.location(), node.input(0), axis < 0 ? axis + rank : axis).result();
    }

    /** Without axes every axis of one element goes, which takes known dimensions. */
    static Value squeeze(NodeContext node) {
        if (hasComputedAxes(node)) {
            return qcc.dialect.array.SqueezeOp.create(node.builder(), node.location(), node.input(0), node.input(1)).result();
        }
        var shape = node.type(0).shape();
        var stated = node.attributeOrInput("axes", 1, AXES_INPUT);
        if (stated.isEmpty() && !shape.isStatic()) {
            throw new IllegalArgumentException("names no axes for an input of shape " + shape
                    + ", so that the rank of its result is unknown; give the shape of the model's input (--shape)");
        }
        var axes = stated.map(a -> NodeContext.axes(a, shape.rank())).orElseGet(() -> ones(shape));
        return SqueezeOp.create(node.builder(), node.location(), node.input(0), axes).result();
    }

    private static long[] ones(Shape shape) {
        return LongStream.range(0, shape.rank()).filter(i -> shape.dimension((int) i) == 1).toArray();
    }

    private static boolean hasComputedAxes(NodeContext node) {
        return node.opset() >= AXES_INPUT && node.hasInput(1) && node.integersIfKnown(1).isEmpty();
    }

    static Value unsqueeze(NodeContext node) {
        if (hasComputedAxes(node)) {
            return qcc.dialect.array.UnsqueezeOp.create(node.builder(), node.location(), node.input(0), node.input(1)).result();
        }
        var axes = node.attributeOrInput("axes", 1, AXES_INPUT).orElseThrow(() -> new IllegalArgumentException("lacks its axes"));
        int rank = Limits.checkRank(node.type(0).rank() + (long) axes.length);
        return UnsqueezeOp.create(node.builder(), node.location(), node.input(0), NodeContext.axes(axes, rank)).result();
    }

    static Value transpose(NodeContext node) {
        int rank = node.type(0).rank();
        var reversed = LongStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        var permutation = node.attributes().integers("perm").filter(p -> p.length > 0).orElse(reversed);
        return TransposeOp.create(node.builder(), node.location(), node.input(0), permutation).result();
    }

    static Value concat(NodeContext node) {
        node.requireOneElementType();
        long stated = node.attributes().integer("axis").orElseThrow(() -> new IllegalArgumentException("lacks 'axis'"));
        int axis = NodeContext.axis(stated, node.type(0).rank());
        return ConcatOp.create(node.builder(), node.location(), node.allInputs(), axis).result();
    }

    static Value gather(NodeContext node) {
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(0L), node.type(0).rank());
        Limits.checkRank(node.type(0).rank() + (long) node.type(1).rank());
        return GatherOp.create(node.builder(), node.location(), node.input(0), node.input(1), axis).result();
    }

    /** Bounds outside the axes are moved to the nearest. */
    static Value shape(NodeContext node) {
        int rank = node.type(0).rank();
        long start = clamped(node.attributes().integer("start").orElse(0L), rank);
        long end = clamped(node.attributes().integer("end").orElse((long) rank), rank);
        return ShapeOfOp.create(node.builder(), node.location(), node.input(0), start, Math.max(start, end)).result();
    }

    private static long clamped(long axis, int rank) {
        return Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
    }

    static Value expand(NodeContext node) {
        var input = node.type(0);
        var constant = node.integersIfKnown(1);
        Limits.checkRank(constant.map(c -> c.length).orElse(0));
        var shape = constant.isPresent()
                ? Broadcast.shapes(input.shape(), Shape.of(constant.get()))
                : unknown(Math.max(input.rank(), listLength(node, 1)));
        return ExpandOp.create(node.builder(), node.location(), node.input(0), node.input(1), new TensorType(shape, input.element()))
                .result();
    }
}

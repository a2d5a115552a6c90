package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.stream.IntStream;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Softmax, whose meaning changed: before version 13 it works on a matrix that the axes before and from {@code axis} on make. */
final class SoftmaxOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Softmax", 7, "nn.softmax", "", SoftmaxOperators::softmax));

    private SoftmaxOperators() {}

    static Value softmax(NodeContext node) {
        boolean coerces = node.opset() < 13;
        var shape = node.type(0).shape();
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(coerces ? 1L : -1L), shape.rank());
        if (!coerces) {
            return along(node, node.input(0), axis);
        }
        var wide = IntStream.range(axis, shape.rank()).filter(i -> shape.dimension(i) != 1).toArray();
        return wide.length < 2 ? along(node, node.input(0), wide.length == 0 ? axis : wide[0]) : onMatrix(node, axis);
    }

    private static Value along(NodeContext node, Value input, int axis) {
        return SoftmaxOp.create(node.builder(), node.location(), input, axis).result();
    }

    private static Value onMatrix(NodeContext node, int axis) {
        var matrix = FlattenOp.create(node.builder(), node.location(), node.input(0), axis).result();
        var result = along(node, matrix, 1);
        var type = node.type(0);
        long open = IntStream.range(0, type.rank()).filter(i -> type.dimension(i) == Shape.DYNAMIC).count();
        if (open <= 1) {
            return ReshapeOp.create(node.builder(), node.location(), result, type.shape()).result();
        }
        var shape = ShapeOfOp.create(node.builder(), node.location(), node.input(0), 0, type.rank()).result();
        return DynamicReshapeOp.create(node.builder(), node.location(), result, shape, true, type).result();
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.stream.IntStream;
import qcc.dialect.array.ArgExtremeOp;
import qcc.dialect.array.OneHotOp;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Softmax and its relatives, whose meaning changed: before version 13 they work on a matrix that the axes before and from {@code axis} on make. */
final class SoftmaxOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Hardmax", 1, "array.arg_extreme, array.one_hot", "", SoftmaxOperators::hardmax), //
            computed("LogSoftmax", 1, "array.reduce, nn.sub", "", SoftmaxOperators::logSoftmax), //
            computed("Softmax", 1, "nn.softmax", "", SoftmaxOperators::softmax).onHost());

    private SoftmaxOperators() {}

    private static Value softmax(NodeContext node) {
        return normalized(node, (x, axis) -> SoftmaxOp.create(node.builder(), node.location(), x, axis).result());
    }

    /** {@code x - log(sum(exp(x)))}. */
    private static Value logSoftmax(NodeContext node) {
        var of = new RealArithmetic(node);
        return normalized(node, (x, axis) -> of.minus(x, of.reduce(ReduceFunction.LOG_SUM_EXP, x, axis)));
    }

    /** 1 where the first largest element is, 0 elsewhere. */
    private static Value hardmax(NodeContext node) {
        return normalized(node, (x, axis) -> {
            var type = (TensorType) x.type();
            if (type.shape().isDynamic(axis)) {
                throw new IllegalArgumentException("works along an axis of unknown size; give the shape of the model's input (--shape)");
            }
            var largest = ArgExtremeOp.create(node.builder(), node.location(), x, axis, false, false, false).result();
            var depth = node.constant(TensorData.ofScalar(IntegerType.I64, type.dimension(axis)));
            var values = DenseElementsAttr.ofDoubles(TensorType.of(FloatType.F32, 2), 0, 1);
            var zeroAndOne = node.constant(TensorData.of((TensorType) values.type(), values.rawBytes()));
            var result = OneHotOp.create(node.builder(), node.location(), largest, depth, zeroAndOne, axis).result();
            return new RealArithmetic(node).cast(result, type.element());
        });
    }

    /** What is done along an axis. */
    @FunctionalInterface
    private interface Along {
        Value apply(Value input, int axis);
    }

    private static Value normalized(NodeContext node, Along function) {
        boolean coerces = node.opset() < 13;
        var shape = node.type(0).shape();
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(coerces ? 1L : -1L), shape.rank());
        if (!coerces) {
            return function.apply(node.input(0), axis);
        }
        var wide = IntStream.range(axis, shape.rank()).filter(i -> shape.dimension(i) != 1).toArray();
        if (wide.length < 2) {
            return function.apply(node.input(0), wide.length == 0 ? axis : wide[0]);
        }
        var matrix = FlattenOp.create(node.builder(), node.location(), node.input(0), axis).result();
        return new RealArithmetic(node).inShapeOf(function.apply(matrix, 1), 0);
    }
}

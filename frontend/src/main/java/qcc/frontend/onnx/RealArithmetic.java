package qcc.frontend.onnx;

import java.util.stream.LongStream;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.array.ReduceOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.UnaryFunction;
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.ir.FloatType;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;

/** Writes formulas as operations at the place of a node. */
record RealArithmetic(NodeContext node) {
    Value plus(Value a, Value b) {
        return AddOp.create(node.builder(), node.location(), a, b).result();
    }

    Value minus(Value a, Value b) {
        return SubOp.create(node.builder(), node.location(), a, b).result();
    }

    Value times(Value a, Value b) {
        return MulOp.create(node.builder(), node.location(), a, b).result();
    }

    Value over(Value a, Value b) {
        return DivOp.create(node.builder(), node.location(), a, b).result();
    }

    /** A number of the element type of another value. */
    Value number(double value, Value like) {
        return node.constant(TensorData.ofScalar(like.type().elementType(), value));
    }

    Value function(UnaryFunction function, Value x) {
        return UnaryOp.create(node.builder(), node.location(), x, function).result();
    }

    /** The mean along axes counted from 0, which stay. */
    Value mean(Value x, long... axes) {
        return MeanOp.create(node.builder(), node.location(), x, axes, true).result();
    }

    /** A reduction along axes counted from 0, which stay. */
    Value reduce(ReduceFunction function, Value x, long... axes) {
        return ReduceOp.create(node.builder(), node.location(), x, node.constant(TensorData.ofLongs(axes)), function, true).result();
    }

    /** {@code x / sqrt(variance + epsilon)}. */
    Value scaled(Value x, Value variance, double epsilon) {
        return over(x, function(UnaryFunction.SQRT, plus(variance, number(epsilon, variance))));
    }

    /** {@code (x - mean) / sqrt(variance + epsilon)} with mean and variance along axes. */
    Value normalized(Value x, double epsilon, long... axes) {
        var centered = minus(x, mean(x, axes));
        return scaled(centered, mean(times(centered, centered), axes), epsilon);
    }

    /** Floating-point numbers below 32 bits as f32, so that intermediate results are not rounded. */
    Value widened(Value x) {
        boolean narrow = x.type().elementType() instanceof FloatType type && type.width() < FloatType.F32.width();
        return narrow ? cast(x, FloatType.F32) : x;
    }

    /** The value in an element type. */
    Value cast(Value x, Type element) {
        return x.type().elementType().equals(element) ? x : CastOp.create(node.builder(), node.location(), x, element, true).result();
    }

    /** A vector of channels as it is broadcast to maps [N, C, ...] of a rank. */
    Value perChannel(Value vector, int rank) {
        var axes = LongStream.range(1, rank - 1).toArray();
        return axes.length == 0 ? vector : UnsqueezeOp.create(node.builder(), node.location(), vector, axes).result();
    }

    /** The elements in the shape of an input of the node. */
    Value inShapeOf(Value x, int input) {
        var type = node.type(input);
        long open = LongStream.of(type.shape().toArray()).filter(d -> d == Shape.DYNAMIC).count();
        if (open <= 1) {
            return ReshapeOp.create(node.builder(), node.location(), x, type.shape()).result();
        }
        var shape = ShapeOfOp.create(node.builder(), node.location(), node.input(input), 0, type.rank()).result();
        var result = new TensorType(type.shape(), x.type().elementType());
        return DynamicReshapeOp.create(node.builder(), node.location(), x, shape, true, result).result();
    }
}

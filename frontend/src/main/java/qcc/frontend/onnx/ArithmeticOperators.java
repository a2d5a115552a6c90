package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import qcc.dialect.array.BinaryFunction;
import qcc.dialect.array.BinaryOp;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.SubOp;
import qcc.ir.FloatType;
import qcc.ir.Value;

/** Arithmetic on two or more tensors. */
final class ArithmeticOperators {
    /** The first version of Clip whose bounds are inputs. */
    private static final int BOUNDS_INPUT = 11;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Add", 7, "nn.add", "", ElementwiseOperators.binary(AddOp::create)), //
            computed("Clip", 6, "nn.clamp, array.binary", "", ArithmeticOperators::clip).onDevices(), //
            computed("Div", 7, "nn.div", "", ElementwiseOperators.binary(DivOp::create)).onHost(), //
            variadic("Max", BinaryFunction.MAX), //
            computed("Mean", 6, "nn.add, nn.mul", "", ArithmeticOperators::mean), //
            variadic("Min", BinaryFunction.MIN), //
            computed("Mod", 10, "array.binary", "", ArithmeticOperators::mod), //
            computed("Mul", 7, "nn.mul", "", ElementwiseOperators.binary(MulOp::create)), //
            computed("PRelu", 7, "array.binary", "", ArithmeticOperators::prelu), //
            computed("Pow", 7, "array.binary, nn.mul", "", ArithmeticOperators::pow), //
            computed("Sub", 7, "nn.sub", "", ElementwiseOperators.binary(SubOp::create)), //
            computed("Sum", 6, "nn.add", "", ArithmeticOperators::sum));

    private ArithmeticOperators() {}

    private static OnnxOperator variadic(String name, BinaryFunction function) {
        return computed(name, 6, "array.binary", "", node -> chain(node, (a, b) -> binary(node, a, b, function)));
    }

    private static Value binary(NodeContext node, Value a, Value b, BinaryFunction function) {
        return BinaryOp.create(node.builder(), node.location(), a, b, function).result();
    }

    /** n operands are a chain of n - 1 operations, from the left. */
    private static Value chain(NodeContext node, BinaryOperator<Value> operation) {
        node.requireOneElementType();
        var inputs = node.allInputs();
        if (inputs.size() == 1) {
            return IdentityOp.create(node.builder(), node.location(), inputs.getFirst()).result();
        }
        return inputs.stream().reduce(operation).orElseThrow(() -> new IllegalArgumentException("has no inputs"));
    }

    private static Value sum(NodeContext node) {
        return chain(node, (a, b) -> AddOp.create(node.builder(), node.location(), a, b).result());
    }

    /** Reals only, so that dividing by the count is multiplying with its reciprocal. */
    private static Value mean(NodeContext node) {
        var sum = sum(node);
        var factor = node.constant(TensorData.ofScalar(node.type(0).element(), 1.0 / node.allInputs().size()));
        return MulOp.create(node.builder(), node.location(), sum, factor).result();
    }

    private static Value mod(NodeContext node) {
        node.requireOneElementType();
        boolean fmod = node.attributes().flag("fmod", false);
        if (!fmod && node.type(0).element() instanceof FloatType) {
            throw new IllegalArgumentException("has fmod = 0, which ONNX defines for integers only");
        }
        return binary(node, node.input(0), node.input(1), fmod ? BinaryFunction.FMOD : BinaryFunction.MOD);
    }

    /** The slope is broadcast to the shape of x. */
    private static Value prelu(NodeContext node) {
        node.requireOneElementType();
        var shape = node.type(0).shape();
        if (Broadcast.shapes(shape, node.type(1).shape()).rank() != shape.rank()) {
            throw new IllegalArgumentException("has a slope of shape " + node.type(1).shape() + " for an input of shape " + shape);
        }
        return binary(node, node.input(0), node.input(1), BinaryFunction.PRELU);
    }

    /** Squares are products, which devices have. */
    private static Value pow(NodeContext node) {
        boolean square = node.type(0).element() instanceof FloatType && node.type(1).rank() == 0
                && node.data(1).map(TensorData::toScalar).equals(Optional.of(2.0));
        return square
                ? MulOp.create(node.builder(), node.location(), node.input(0), node.input(0)).result()
                : binary(node, node.input(0), node.input(1), BinaryFunction.POW);
    }

    /** Bounds are attributes before version 11 and inputs from then on; with crossed bounds everything is the upper one. */
    private static Value clip(NodeContext node) {
        boolean inputs = node.opset() >= BOUNDS_INPUT;
        boolean known = !inputs || isKnown(node, 1) && isKnown(node, 2);
        if (!known || !(node.type(0).element() instanceof FloatType)) {
            return limited(node);
        }
        double min = inputs ? node.scalar(1, "min").orElse(Double.NEGATIVE_INFINITY) : bound(node, "min", Double.NEGATIVE_INFINITY);
        double max = inputs ? node.scalar(2, "max").orElse(Double.POSITIVE_INFINITY) : bound(node, "max", Double.POSITIVE_INFINITY);
        if (Double.isNaN(min) || Double.isNaN(max)) {
            throw new IllegalArgumentException("has a bound that is not a number");
        }
        return ClampOp.create(node.builder(), node.location(), node.input(0), Math.min(min, max), max).result();
    }

    private static boolean isKnown(NodeContext node, int index) {
        return !node.hasInput(index) || node.data(index).isPresent();
    }

    private static double bound(NodeContext node, String name, double byDefault) {
        return node.attributes().real(name).map(Float::doubleValue).orElse(byDefault);
    }

    private static Value limited(NodeContext node) {
        node.requireOneElementType();
        var result = node.input(0);
        if (node.hasInput(1)) {
            result = binary(node, result, node.input(1), BinaryFunction.MAX);
        }
        if (node.hasInput(2)) {
            result = binary(node, result, node.input(2), BinaryFunction.MIN);
        }
        return result == node.input(0) ? IdentityOp.create(node.builder(), node.location(), result).result() : result;
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import qcc.dialect.array.BinaryFunction;
import qcc.dialect.array.BinaryOp;
import qcc.dialect.array.ClassifyOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.UnaryFunction;
import qcc.dialect.nn.UnaryOp;
import qcc.ir.FloatType;
import qcc.ir.Value;

/** Functions of single elements. */
final class ActivationOperators {
    /** A parameter that an attribute gives. */
    private record Parameter(String attribute, float byDefault) {}

    /** Where SELU's parameters come from: Klambauer et al., Self-Normalizing Neural Networks, 2017, as f32. */
    private static final Parameter SELU_ALPHA = new Parameter("alpha", 1.67326319217681884765625f);
    private static final Parameter SELU_GAMMA = new Parameter("gamma", 1.05070102214813232421875f);

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            unary("Abs", 6, UnaryFunction.ABS), //
            unary("Acos", 7, UnaryFunction.ACOS), //
            unary("Acosh", 9, UnaryFunction.ACOSH), //
            unary("Asin", 7, UnaryFunction.ASIN), //
            unary("Asinh", 9, UnaryFunction.ASINH), //
            unary("Atan", 7, UnaryFunction.ATAN), //
            unary("Atanh", 9, UnaryFunction.ATANH), //
            unary("BitwiseNot", 18, UnaryFunction.NOT).onHost(), //
            unary("Ceil", 6, UnaryFunction.CEIL), //
            unary("Celu", 12, UnaryFunction.CELU, new Parameter("alpha", 1)), //
            unary("Cos", 7, UnaryFunction.COS), //
            unary("Cosh", 9, UnaryFunction.COSH), //
            unary("Elu", 6, UnaryFunction.ELU, new Parameter("alpha", 1)), //
            unary("Erf", 9, UnaryFunction.ERF), //
            unary("Exp", 6, UnaryFunction.EXP), //
            unary("Floor", 6, UnaryFunction.FLOOR), //
            computed("Gelu", 20, "nn.unary", "", ActivationOperators::gelu), //
            unary("HardSigmoid", 6, UnaryFunction.HARD_SIGMOID, new Parameter("alpha", 0.2f), new Parameter("beta", 0.5f)), //
            unary("HardSwish", 14, UnaryFunction.HARD_SWISH), //
            computed("IsInf", 10, "array.classify", "", ActivationOperators::isInfinite), //
            computed("IsNaN", 9, "array.classify", "", node -> classify(node, List.of("nan"))), //
            unary("LeakyRelu", 6, UnaryFunction.LEAKY_RELU, new Parameter("alpha", 0.01f)), //
            unary("Log", 6, UnaryFunction.LOG), //
            unary("Mish", 18, UnaryFunction.MISH), //
            unary("Neg", 6, UnaryFunction.NEG), //
            unary("Not", 1, UnaryFunction.NOT).onHost(), //
            unary("Reciprocal", 6, UnaryFunction.RECIPROCAL), //
            computed("Relu", 6, "nn.relu, array.binary", "", ActivationOperators::relu).onDevices(), //
            unary("Round", 11, UnaryFunction.ROUND), //
            unary("Selu", 6, UnaryFunction.SELU, SELU_ALPHA, SELU_GAMMA), //
            unary("Shrink", 9, UnaryFunction.SHRINK, new Parameter("lambd", 0.5f), new Parameter("bias", 0)), //
            computed("Sigmoid", 6, "nn.sigmoid", "", ElementwiseOperators.unary(SigmoidOp::create)), //
            unary("Sign", 9, UnaryFunction.SIGN), //
            unary("Sin", 7, UnaryFunction.SIN), //
            unary("Sinh", 9, UnaryFunction.SINH), //
            unary("Softplus", 1, UnaryFunction.SOFTPLUS), //
            unary("Softsign", 1, UnaryFunction.SOFTSIGN), //
            unary("Sqrt", 6, UnaryFunction.SQRT), //
            unary("Swish", 24, UnaryFunction.SWISH, new Parameter("alpha", 1)), //
            unary("Tan", 7, UnaryFunction.TAN), //
            computed("Tanh", 6, "nn.tanh", "", ElementwiseOperators.unary(TanhOp::create)), //
            unary("ThresholdedRelu", 10, UnaryFunction.THRESHOLDED_RELU, new Parameter("alpha", 1)));

    private ActivationOperators() {}

    private static OnnxOperator unary(String name, int since, UnaryFunction function, Parameter... parameters) {
        return computed(name, since, "nn.unary", "", node -> {
            var values = new double[parameters.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = node.attributes().real(parameters[i].attribute()).orElse(parameters[i].byDefault());
            }
            return UnaryOp.create(node.builder(), node.location(), node.input(0), function, values).result();
        });
    }

    private static Value gelu(NodeContext node) {
        var approximation = node.attributes().text("approximate").orElse("none");
        var function = switch (approximation) {
            case "none" -> UnaryFunction.GELU;
            case "tanh" -> UnaryFunction.GELU_TANH;
            default -> throw new IllegalArgumentException("has the approximation '" + approximation + "', which is not known");
        };
        return UnaryOp.create(node.builder(), node.location(), node.input(0), function).result();
    }

    /** On integers the larger of x and 0. */
    private static Value relu(NodeContext node) {
        if (node.type(0).element() instanceof FloatType) {
            return ReluOp.create(node.builder(), node.location(), node.input(0)).result();
        }
        var zero = node.constant(TensorData.ofScalar(node.type(0).element(), 0));
        return BinaryOp.create(node.builder(), node.location(), node.input(0), zero, BinaryFunction.MAX).result();
    }

    private static Value isInfinite(NodeContext node) {
        boolean positive = node.attributes().flag("detect_positive", true);
        boolean negative = node.attributes().flag("detect_negative", true);
        return classify(node, positive ? negative ? List.of("+inf", "-inf") : List.of("+inf") : negative ? List.of("-inf") : List.of());
    }

    private static Value classify(NodeContext node, List<String> kinds) {
        return ClassifyOp.create(node.builder(), node.location(), node.input(0), kinds).result();
    }
}

package qcc.frontend.onnx.export;

import qcc.dialect.nn.UnaryOp;
import qcc.frontend.onnx.export.GraphWriter.Node;
import qcc.ir.FloatType;

/** Functions of one element as ONNX operators. */
final class UnaryNodes {
    private UnaryNodes() {}

    /** The node for an operation. */
    static Node of(UnaryOp op, String input, GraphWriter graph) {
        var parameters = op.parameters();
        return switch (op.function()) {
            case ABS -> new Node("Abs", input);
            case ACOS -> new Node("Acos", input);
            case ACOSH -> new Node("Acosh", input);
            case ASIN -> new Node("Asin", input);
            case ASINH -> new Node("Asinh", input);
            case ATAN -> new Node("Atan", input);
            case ATANH -> new Node("Atanh", input);
            case CEIL -> new Node("Ceil", input);
            case CELU -> new Node("Celu", input).with("alpha", (float) parameters[0]);
            case COS -> new Node("Cos", input);
            case COSH -> new Node("Cosh", input);
            case ELU -> new Node("Elu", input).with("alpha", (float) parameters[0]);
            case ERF -> new Node("Erf", input);
            case EXP -> new Node("Exp", input);
            case FLOOR -> new Node("Floor", input);
            case GELU -> gelu(input, "none", graph);
            case GELU_TANH -> gelu(input, "tanh", graph);
            case HARD_SIGMOID -> new Node("HardSigmoid", input).with("alpha", (float) parameters[0]).with("beta", (float) parameters[1]);
            case HARD_SWISH -> new Node("HardSwish", input);
            case LEAKY_RELU -> new Node("LeakyRelu", input).with("alpha", (float) parameters[0]);
            case LOG -> new Node("Log", input);
            case MISH -> new Node("Mish", input);
            case NEG -> new Node("Neg", input);
            case NOT -> throw new ExportException(op, "has the function \"not\", which cannot be written");
            case RECIPROCAL -> new Node("Reciprocal", input);
            case ROUND -> new Node("Round", input);
            case SELU -> new Node("Selu", input).with("alpha", (float) parameters[0]).with("gamma", (float) parameters[1]);
            case SHRINK -> new Node("Shrink", input).with("lambd", (float) parameters[0]).with("bias", (float) parameters[1]);
            case SIGN -> new Node("Sign", input);
            case SIN -> new Node("Sin", input);
            case SINH -> new Node("Sinh", input);
            case SOFTPLUS -> new Node("Softplus", input);
            case SOFTSIGN -> new Node("Softsign", input);
            case SQRT -> new Node("Sqrt", input);
            case SWISH -> swish(op, input, parameters[0], graph);
            case TAN -> new Node("Tan", input);
            case THRESHOLDED_RELU -> new Node("ThresholdedRelu", input).with("alpha", (float) parameters[0]);
        };
    }

    private static Node gelu(String input, String approximation, GraphWriter graph) {
        graph.require(20);
        return new Node("Gelu", input).with("approximate", approximation);
    }

    /** {@code x * sigmoid(alpha * x)}: the operator Swish is younger than most readers. */
    private static Node swish(UnaryOp op, String input, double alpha, GraphWriter graph) {
        var name = GraphWriter.nameOf(op);
        var scaled = input;
        if (alpha != 1) {
            var type = op.result().type().elementType() instanceof FloatType real ? real : FloatType.F32;
            scaled = graph.add(new Node("Mul", input, graph.initializer(name + "/alpha", Elements.reals(true, type, alpha))),
                    graph.unique(name + "/scaled"));
        }
        return new Node("Mul", input, graph.add(new Node("Sigmoid", scaled), graph.unique(name + "/sigmoid")));
    }
}

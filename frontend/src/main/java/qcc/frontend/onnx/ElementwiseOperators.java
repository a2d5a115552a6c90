package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.value;

import java.util.List;
import java.util.function.Function;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Value;

/** Operators that work element by element. */
final class ElementwiseOperators {
    /** The creation of an operation with one operand. */
    @FunctionalInterface
    interface Unary {
        Op create(OpBuilder builder, Location location, Value input);
    }

    /** The creation of an operation with two operands. */
    @FunctionalInterface
    interface Binary {
        Op create(OpBuilder builder, Location location, Value lhs, Value rhs);
    }

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Add", 7, "nn.add", "", binary(AddOp::create)), //
            computed("BatchNormalization", 7, "nn.batch_norm", "inference only", ElementwiseOperators::batchNormalization), //
            computed("Cast", 7, "nn.cast", "no strings, complex numbers and types below 16-bit floating point and 8-bit integers",
                    ElementwiseOperators::cast), //
            computed("Clip", 7, "nn.clamp", "bounds must be constant; floating point only", ElementwiseOperators::clip), //
            computed("Div", 7, "nn.div", "", binary(DivOp::create)), //
            value("Dropout", 7, "nn.dropout", "inference only; no mask", ElementwiseOperators::dropout), //
            value("Identity", 7, "nn.identity", "tensors only", ElementwiseOperators::identity), //
            computed("Mul", 7, "nn.mul", "", binary(MulOp::create)), //
            computed("Relu", 7, "nn.relu", "floating point only", unary(ReluOp::create)), //
            computed("Sigmoid", 7, "nn.sigmoid", "", unary(SigmoidOp::create)), //
            computed("Sub", 7, "nn.sub", "", binary(SubOp::create)), //
            computed("Sum", 7, "nn.add", "", ElementwiseOperators::sum), //
            computed("Tanh", 7, "nn.tanh", "", unary(TanhOp::create)));

    private ElementwiseOperators() {}

    static Function<NodeContext, Value> unary(Unary operation) {
        return node -> operation.create(node.builder(), node.location(), node.input(0)).result();
    }

    static Function<NodeContext, Value> binary(Binary operation) {
        return node -> {
            node.requireOneElementType();
            return operation.create(node.builder(), node.location(), node.input(0), node.input(1)).result();
        };
    }

    /** n operands are a chain of n - 1 sums, from the left. */
    static Value sum(NodeContext node) {
        node.requireOneElementType();
        var terms = node.allInputs();
        if (terms.size() == 1) {
            return IdentityOp.create(node.builder(), node.location(), terms.getFirst()).result();
        }
        var sum = terms.getFirst();
        for (var term : terms.subList(1, terms.size())) {
            sum = AddOp.create(node.builder(), node.location(), sum, term).result();
        }
        return sum;
    }

    /** Bounds are attributes before version 11 and inputs from then on; with crossed bounds everything is the upper one. */
    static Value clip(NodeContext node) {
        boolean inputs = node.opset() >= 11;
        double min = inputs ? node.scalar(1, "min").orElse(Double.NEGATIVE_INFINITY) : bound(node, "min", Double.NEGATIVE_INFINITY);
        double max = inputs ? node.scalar(2, "max").orElse(Double.POSITIVE_INFINITY) : bound(node, "max", Double.POSITIVE_INFINITY);
        if (Double.isNaN(min) || Double.isNaN(max)) {
            throw new IllegalArgumentException("has a bound that is not a number");
        }
        return ClampOp.create(node.builder(), node.location(), node.input(0), Math.min(min, max), max).result();
    }

    private static double bound(NodeContext node, String name, double byDefault) {
        return node.attributes().real(name).map(Float::doubleValue).orElse(byDefault);
    }

    static Value batchNormalization(NodeContext node) {
        node.requireOneElementType();
        node.attributes().ignore("momentum");
        if (node.attributes().flag("training_mode", false)) {
            throw new IllegalArgumentException("is in training mode; export the model for inference");
        }
        if (node.opset() < 9 && !node.attributes().flag("spatial", true)) {
            throw new IllegalArgumentException("has spatial = 0, which is not supported");
        }
        if (node.type(0).rank() < 2) {
            throw new IllegalArgumentException("expects an input of rank 2 or more, not " + node.type(0));
        }
        double epsilon = node.attributes().real("epsilon").orElse(1e-5f);
        var inputs = node.allInputs();
        if (inputs.size() != 5) {
            throw new IllegalArgumentException("expects 5 inputs, not " + inputs.size());
        }
        return BatchNormOp.create(node.builder(), node.location(), inputs.getFirst(), inputs.subList(1, 5), epsilon).result();
    }

    static Value cast(NodeContext node) {
        node.attributes().ignore("saturate");
        node.attributes().ignore("round_mode");
        int number = Math.toIntExact(node.attributes().integer("to").orElseThrow(() -> new IllegalArgumentException("lacks 'to'")));
        var element = ElementTypes.of(number).orElseThrow(
                () -> new IllegalArgumentException("converts to " + ElementTypes.name(number) + ", which is not supported"));
        return CastOp.create(node.builder(), node.location(), node.input(0), element).result();
    }

    /** A known value stays known under another name. */
    static GraphValue identity(NodeContext node) {
        var input = node.graphInput(0);
        return input.data().isPresent() ? input : node.computed(unary(IdentityOp::create).apply(node));
    }

    static GraphValue dropout(NodeContext node) {
        node.attributes().ignore("seed");
        node.attributes().ignore("ratio");
        if (node.scalar(2, "training_mode").orElse(0.0) != 0) {
            throw new IllegalArgumentException("is in training mode; export the model for inference");
        }
        var input = node.graphInput(0);
        return input.data().isPresent() ? input : node.computed(unary(DropoutOp::create).apply(node));
    }
}

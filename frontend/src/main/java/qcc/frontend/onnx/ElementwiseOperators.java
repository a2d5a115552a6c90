package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.several;
import static qcc.frontend.onnx.OnnxOperator.value;

import java.util.List;
import java.util.function.Function;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.Type;
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

    /** The first version of Dropout whose mask holds booleans. */
    private static final int BOOLEAN_MASK = 10;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("BatchNormalization", 7, "nn.batch_norm", "inference only", ElementwiseOperators::batchNormalization), //
            computed("Cast", 6, "nn.cast", "no strings and complex numbers", ElementwiseOperators::cast).onHost(), //
            computed("CastLike", 15, "nn.cast", "no strings and complex numbers", ElementwiseOperators::castLike).onHost(), //
            several("Dropout", 7, "nn.dropout", "inference only", ElementwiseOperators::dropout), //
            value("Identity", 1, "nn.identity", "tensors only", ElementwiseOperators::identity));

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

    static Value batchNormalization(NodeContext node) {
        node.requireOneElementType();
        node.attributes().ignore("momentum");
        if (node.attributes().flag("training_mode", false)) {
            throw new IllegalArgumentException("is in training mode; export the model for inference");
        }
        boolean perChannel = node.opset() >= 9 || node.attributes().flag("spatial", true);
        if (node.type(0).rank() < 2) {
            throw new IllegalArgumentException("expects an input of rank 2 or more, not " + node.type(0));
        }
        double epsilon = node.attributes().real("epsilon").orElse(1e-5f);
        var inputs = node.allInputs();
        if (inputs.size() != 5) {
            throw new IllegalArgumentException("expects 5 inputs, not " + inputs.size());
        }
        if (!perChannel) {
            var of = new RealArithmetic(node);
            var normalized = of.scaled(of.minus(inputs.getFirst(), inputs.get(3)), inputs.get(4), epsilon);
            return of.plus(of.times(normalized, inputs.get(1)), inputs.get(2));
        }
        return BatchNormOp.create(node.builder(), node.location(), inputs.getFirst(), inputs.subList(1, 5), epsilon).result();
    }

    private static Value cast(NodeContext node) {
        int number = Math.toIntExact(node.attributes().integer("to").orElseThrow(() -> new IllegalArgumentException("lacks 'to'")));
        var element = ElementTypes.of(number).orElseThrow(
                () -> new IllegalArgumentException("converts to " + ElementTypes.name(number) + ", which is not supported"));
        return cast(node, element);
    }

    private static Value castLike(NodeContext node) {
        return cast(node, node.type(1).element());
    }

    private static Value cast(NodeContext node, Type element) {
        boolean saturate = node.attributes().flag("saturate", true);
        node.attributes().ignore("round_mode");
        return CastOp.create(node.builder(), node.location(), node.input(0), element, saturate).result();
    }

    /** A known value stays known under another name. */
    static GraphValue identity(NodeContext node) {
        var input = node.graphInput(0);
        return input.data().isPresent() ? input : node.computed(unary(IdentityOp::create).apply(node));
    }

    /** The mask holds for every element: of the type of the input before version 10, of booleans from then on. */
    private static List<GraphValue> dropout(NodeContext node) {
        node.attributes().ignore("seed");
        node.attributes().ignore("ratio");
        if (node.scalar(2, "training_mode").orElse(0.0) != 0 && node.scalar(1, "ratio").orElse(0.5) != 0) {
            throw new IllegalArgumentException("is in training mode; export the model for inference");
        }
        var input = node.graphInput(0);
        var result = input.data().isPresent() ? input : node.computed(unary(DropoutOp::create).apply(node));
        return node.hasOutput(1) ? List.of(result, mask(node)) : List.of(result);
    }

    private static GraphValue mask(NodeContext node) {
        var type = node.type(0).withElement(node.opset() < BOOLEAN_MASK ? node.type(0).element() : IntegerType.I1);
        var one = TensorData.ofScalar(type.element(), 1);
        if (type.shape().isStatic()) {
            return node.known(new TensorData(type, one.bytes(), true));
        }
        var shape = ShapeOfOp.create(node.builder(), node.location(), node.input(0), 0, type.rank()).result();
        var element = (DenseElementsAttr) one.attribute("");
        return node.computed(ConstantOfShapeOp.create(node.builder(), node.location(), shape, element, type).result());
    }
}

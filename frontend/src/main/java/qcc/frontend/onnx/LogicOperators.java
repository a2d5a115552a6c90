package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import qcc.dialect.array.BinaryFunction;
import qcc.dialect.array.BinaryOp;
import qcc.dialect.array.SelectOp;
import qcc.ir.IntegerType;
import qcc.ir.Value;

/** Logic of booleans and of the bits of integers, and what conditions select. */
final class LogicOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            logical("And", BinaryFunction.AND), //
            computed("BitShift", 11, "array.binary", "", LogicOperators::shift), //
            bitwise("BitwiseAnd", BinaryFunction.AND), //
            bitwise("BitwiseOr", BinaryFunction.OR), //
            bitwise("BitwiseXor", BinaryFunction.XOR), //
            logical("Or", BinaryFunction.OR), //
            computed("Where", 9, "array.select", "", LogicOperators::where), //
            logical("Xor", BinaryFunction.XOR));

    private LogicOperators() {}

    private static OnnxOperator logical(String name, BinaryFunction function) {
        return computed(name, 7, "array.binary", "", node -> {
            if (!node.type(0).element().equals(IntegerType.I1)) {
                throw new IllegalArgumentException("expects booleans, not " + node.type(0));
            }
            return binary(node, function);
        });
    }

    private static OnnxOperator bitwise(String name, BinaryFunction function) {
        return computed(name, 18, "array.binary", "", node -> binary(node, function));
    }

    private static Value binary(NodeContext node, BinaryFunction function) {
        node.requireOneElementType();
        return BinaryOp.create(node.builder(), node.location(), node.input(0), node.input(1), function).result();
    }

    private static Value shift(NodeContext node) {
        var direction = node.attributes().text("direction").orElse("");
        return switch (direction) {
            case "LEFT" -> binary(node, BinaryFunction.SHIFT_LEFT);
            case "RIGHT" -> binary(node, BinaryFunction.SHIFT_RIGHT);
            default -> throw new IllegalArgumentException("has the direction '" + direction + "', which is neither LEFT nor RIGHT");
        };
    }

    private static Value where(NodeContext node) {
        return SelectOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2)).result();
    }
}

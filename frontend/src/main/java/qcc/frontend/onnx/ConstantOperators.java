package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.value;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Shape;
import qcc.ir.TensorType;

/** Operators that give data. */
final class ConstantOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            value("Constant", 1, "nn.constant", "dense numbers only", ConstantOperators::constant), //
            value("ConstantOfShape", 9, "nn.constant, nn.constant_of_shape", "", ConstantOperators::constantOfShape));

    private ConstantOperators() {}

    static GraphValue constant(NodeContext node) {
        var data = numbers(node).or(() -> node.attributes().tensor("value").map(node::read));
        return node.known(data.orElseThrow(() -> new IllegalArgumentException(
                "has no value of a supported kind: a dense tensor, or one or several integers or floating-point numbers")));
    }

    private static Optional<TensorData> numbers(NodeContext node) {
        var attributes = node.attributes();
        return attributes.integer("value_int").map(v -> TensorData.of(TensorType.of(IntegerType.I64), TensorData.ofLongs(v).bytes()))
                .or(() -> attributes.integers("value_ints").map(TensorData::ofLongs))
                .or(() -> attributes.real("value_float").map(v -> TensorData.ofScalar(FloatType.F32, v)))
                .or(() -> attributes.reals("value_floats").map(TensorData::ofFloats));
    }

    /** A constant shape makes a constant with all elements equal. */
    static GraphValue constantOfShape(NodeContext node) {
        var value = node.attributes().tensor("value").map(node::read).orElseGet(() -> TensorData.ofScalar(FloatType.F32, 0));
        if (value.type().shape().elements() != 1) {
            throw new IllegalArgumentException("expects a 'value' of one element, not " + value.type());
        }
        var dimensions = node.integersIfKnown(0);
        if (dimensions.isEmpty()) {
            var type = new TensorType(ShapeOperators.unknown(ShapeOperators.listLength(node, 0)), value.type().element());
            var element = (DenseElementsAttr) value.attribute("");
            return node.computed(ConstantOfShapeOp.create(node.builder(), node.location(), node.input(0), element, type).result());
        }
        Limits.checkRank(dimensions.get().length);
        var type = new TensorType(Limits.check(Shape.of(dimensions.get())), value.type().element());
        boolean empty = type.shape().elements() == 0;
        return node.known(new TensorData(type, empty ? ByteBuffer.allocate(0) : value.bytes(), !empty));
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.value;

import java.util.List;
import qcc.dialect.array.DeterminantOp;
import qcc.dialect.array.EinsumOp;
import qcc.dialect.array.EyeLikeOp;
import qcc.dialect.array.OneHotOp;
import qcc.dialect.array.RangeOp;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.array.ReduceOp;
import qcc.dialect.array.TriangleOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Elements that positions and indices decide about, and what is left of linear algebra. */
final class GenerationOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Det", 11, "array.determinant", "", GenerationOperators::determinant), //
            computed("Einsum", 12, "array.einsum", "", GenerationOperators::einsum), //
            computed("EyeLike", 9, "array.eye_like", "", GenerationOperators::eyeLike), //
            computed("OneHot", 9, "array.one_hot", "", GenerationOperators::oneHot), //
            computed("Range", 11, "array.range", "", GenerationOperators::range), //
            value("Size", 1, "nn.constant, nn.shape_of, array.reduce", "", GenerationOperators::size).inCompiler(), //
            computed("Trilu", 14, "array.triangle", "", GenerationOperators::triangle));

    private GenerationOperators() {}

    private static Value determinant(NodeContext node) {
        return DeterminantOp.create(node.builder(), node.location(), node.input(0)).result();
    }

    private static Value einsum(NodeContext node) {
        node.requireOneElementType();
        var equation = node.attributes().text("equation").orElseThrow(() -> new IllegalArgumentException("lacks 'equation'"));
        return EinsumOp.create(node.builder(), node.location(), node.allInputs(), equation).result();
    }

    private static Value eyeLike(NodeContext node) {
        long diagonal = node.attributes().integer("k").orElse(0L);
        var number = node.attributes().integer("dtype").map(Math::toIntExact);
        var element = number.isEmpty()
                ? node.type(0).element()
                : ElementTypes.of(number.get()).orElseThrow(() -> new IllegalArgumentException(
                        "asks for elements of type " + ElementTypes.name(number.get()) + ", which is not supported"));
        return EyeLikeOp.create(node.builder(), node.location(), node.input(0), diagonal, element).result();
    }

    private static Value oneHot(NodeContext node) {
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(-1L), Limits.checkRank(node.type(0).rank() + 1));
        return OneHotOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), axis).result();
    }

    private static Value range(NodeContext node) {
        node.requireOneElementType();
        return RangeOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2)).result();
    }

    private static GraphValue size(NodeContext node) {
        var type = node.type(0);
        if (type.shape().isStatic()) {
            return node.known(TensorData.ofScalar(IntegerType.I64, type.shape().elements()));
        }
        var shape = ShapeOfOp.create(node.builder(), node.location(), node.input(0), 0, type.rank()).result();
        var axes = node.constant(TensorData.ofLongs(0));
        return node.computed(ReduceOp.create(node.builder(), node.location(), shape, axes, ReduceFunction.PRODUCT, false).result());
    }

    private static Value triangle(NodeContext node) {
        boolean upper = node.attributes().flag("upper", true);
        var diagonal = node.optionalInput(1).orElseGet(() -> node.constant(TensorData.ofScalar(IntegerType.I64, 0)));
        if (((TensorType) diagonal.type()).rank() > 1) {
            throw new IllegalArgumentException("expects one diagonal, not " + diagonal.type());
        }
        return TriangleOp.create(node.builder(), node.location(), node.input(0), diagonal, upper).result();
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import qcc.dialect.array.ComparePredicate;
import qcc.dialect.array.CompareOp;
import qcc.ir.Value;

/** Comparisons. */
final class ComparisonOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            comparison("Equal", 7, ComparePredicate.EQUAL), //
            comparison("Greater", 7, ComparePredicate.GREATER), //
            comparison("GreaterOrEqual", 12, ComparePredicate.GREATER_OR_EQUAL), //
            comparison("Less", 7, ComparePredicate.LESS), //
            comparison("LessOrEqual", 12, ComparePredicate.LESS_OR_EQUAL));

    private ComparisonOperators() {}

    private static OnnxOperator comparison(String name, int since, ComparePredicate predicate) {
        return computed(name, since, "array.compare", "no strings", node -> compare(node, predicate));
    }

    private static Value compare(NodeContext node, ComparePredicate predicate) {
        node.requireOneElementType();
        return CompareOp.create(node.builder(), node.location(), node.input(0), node.input(1), predicate).result();
    }
}

package qcc.frontend.onnx;

import java.util.List;
import java.util.function.Function;
import qcc.ir.Value;

/**
 * An operator that can be imported.
 *
 * @param name its name in the domain {@code ai.onnx}
 * @param since the first version of the operator set in which the operator is understood
 * @param result the operations it becomes
 * @param limits what is not supported, empty if nothing
 */
record OnnxOperator(String name, int since, String result, String limits, OperatorConverter converter) {
    /** An operator with one output, which an operation makes. */
    static OnnxOperator computed(String name, int since, String result, String limits, Function<NodeContext, Value> converter) {
        return new OnnxOperator(name, since, result, limits, node -> List.of(node.computed(converter.apply(node))));
    }

    /** An operator with one output, which may be known while importing. */
    static OnnxOperator value(String name, int since, String result, String limits, Function<NodeContext, GraphValue> converter) {
        return new OnnxOperator(name, since, result, limits, node -> List.of(converter.apply(node)));
    }
}

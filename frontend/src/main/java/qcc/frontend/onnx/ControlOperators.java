package qcc.frontend.onnx;

import java.util.List;

/** Operators that choose what is computed. */
final class ControlOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            OnnxOperator.several("If", 7, "the operations of a branch", "the condition must be constant or follow from known shapes",
                    ControlOperators::branch).inCompiler(), //
            OnnxOperator.value("OptionalHasElement", 15, "nn.constant", "tensors only", ControlOperators::hasElement).inCompiler());

    private ControlOperators() {}

    private static List<GraphValue> branch(NodeContext node) {
        var branches = List.of(node.attributes().graph("else_branch"), node.attributes().graph("then_branch"));
        var condition = node.knownIntegers(0).orElseThrow(() -> new IllegalArgumentException(
                "has a condition that is not known while compiling; only one that follows from constants and known shapes is supported:"
                        + " if it depends on a dimension, give the shapes of the inputs with --shape"));
        if (condition.length != 1) {
            throw new IllegalArgumentException("has a condition of " + condition.length + " elements; it must be one");
        }
        var taken = branches.get((int) condition[0]);
        return node.inline(taken.orElseThrow(() -> new IllegalArgumentException(
                "lacks its attribute '" + (condition[0] == 0 ? "else_branch" : "then_branch") + "'")));
    }

    private static GraphValue hasElement(NodeContext node) {
        return node.known(TensorData.ofBoolean(node.hasInput(0)));
    }
}

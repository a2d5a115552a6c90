package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;

/** Writes nodes as operations: calls of functions and branches become the operations of their bodies. */
final class NodeImporter {
    private final ModelSource source;
    private final CheckingBuilder builder;
    private int expanded;

    NodeImporter(ModelSource source, CheckingBuilder builder) {
        this.source = source;
        this.builder = builder;
    }

    /** Writes nodes, each of which reads what stands before it. */
    void importNodes(List<GraphNode> nodes, Scope scope) {
        nodes.forEach(node -> convert(node, scope));
    }

    /** Defines the name of an initializer. */
    void define(TensorProto tensor, Scope scope) {
        var name = tensor.getName();
        var location = source.place(name);
        try {
            scope.define(name, new GraphValue.Known(scope.qualified(name), source.tensors().read(tensor), location));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ImportException.of(source.file(), "initializer \"" + name + "\"", location, e.getMessage());
        }
    }

    private void convert(GraphNode node, Scope scope) {
        var proto = node.proto();
        try {
            var attributes = new NodeAttributes(proto);
            var expansion = new Expansion(node, scope, attributes);
            var function = source.functions().find(proto);
            var results = function.isPresent() ? expansion.call(function.get()) : operator(node, scope, attributes, expansion);
            if (!attributes.unread().isEmpty()) {
                throw new IllegalArgumentException("has attributes that are not known: " + String.join(", ", attributes.unread()));
            }
            define(node, results, scope);
        } catch (IllegalArgumentException e) {
            throw node.fault(source.file(), e.getMessage());
        } catch (ArithmeticException _) {
            throw node.fault(source.file(), "has dimensions or parameters whose product is beyond 64 bits");
        }
    }

    private List<GraphValue> operator(GraphNode node, Scope scope, NodeAttributes attributes, NodeExpansion expansion) {
        var proto = node.proto();
        var operator = OnnxOperators.find(proto.getDomain(), proto.getOpType(), scope.opsets().version()).orElseThrow();
        var outputs = proto.getOutputCount() > 0
                ? proto.getOutputList().stream().map(o -> o.isEmpty() ? o : scope.qualified(o)).toList()
                : List.of(node.name());
        var context = new NodeContext(outputs, scope.opsets().version(), node.location(), inputs(node, scope), attributes, builder,
                source.tensors(), expansion);
        return operator.converter().convert(context);
    }

    private static List<Optional<GraphValue>> inputs(GraphNode node, Scope scope) {
        var inputs = new ArrayList<Optional<GraphValue>>();
        for (var name : node.proto().getInputList()) {
            if (scope.isMissing(name)) {
                throw new IllegalArgumentException("reads '" + name + "', an optional output that is not supported");
            }
            inputs.add(name.isEmpty() ? Optional.empty() : scope.find(name));
        }
        return inputs;
    }

    private static void define(GraphNode node, List<GraphValue> results, Scope scope) {
        var names = node.proto().getOutputList();
        for (int i = 0; i < names.size(); i++) {
            if (i < results.size()) {
                scope.define(names.get(i), results.get(i));
            } else if (!names.get(i).isEmpty()) {
                scope.defineMissing(names.get(i));
            }
        }
        if (!names.isEmpty()) {
            ShapeArithmetic.evaluate(node.proto(), scope::known, name -> scope.find(name).map(GraphValue::type))
                    .ifPresent(value -> scope.know(names.getFirst(), value));
        }
    }

    /** What one node becomes. */
    private final class Expansion implements NodeExpansion {
        private final GraphNode node;
        private final Scope scope;
        private final NodeAttributes attributes;

        private Expansion(GraphNode node, Scope scope, NodeAttributes attributes) {
            this.node = node;
            this.scope = scope;
            this.attributes = attributes;
        }

        @Override
        public List<GraphValue> call(FunctionProto function) {
            var key = ModelFunctions.Key.of(function);
            checkCall(key, function);
            var inputs = inputs(node, scope);
            var body = scope.bodyOf(key, OperatorSets.of(function.getOpsetImportList()), node);
            for (int i = 0; i < function.getInputCount(); i++) {
                var name = function.getInput(i);
                var value = i < inputs.size() ? inputs.get(i) : Optional.<GraphValue>empty();
                value.ifPresentOrElse(v -> body.define(name, v), () -> body.leaveOut(name));
                if (value.isPresent()) {
                    scope.known(node.proto().getInput(i)).ifPresent(k -> body.know(name, k));
                }
            }
            importBody(FunctionBody.of(function, attributes, source.positions()), body);
            return outputs(function.getOutputList().subList(0, node.proto().getOutputCount()), body);
        }

        private void checkCall(ModelFunctions.Key key, FunctionProto function) {
            if (scope.calls().contains(key)) {
                throw new IllegalArgumentException("calls the function " + key + " in its own body; functions must not be recursive");
            }
            if (scope.calls().size() >= Limits.CALLS) {
                throw new IllegalArgumentException("is inside more than " + Limits.CALLS + " calls of functions");
            }
            if (node.proto().getInputCount() > function.getInputCount() || node.proto().getOutputCount() > function.getOutputCount()) {
                throw new IllegalArgumentException("has " + node.proto().getInputCount() + " inputs and " + node.proto().getOutputCount()
                        + " outputs, but the function " + key + " has " + function.getInputCount() + " and " + function.getOutputCount());
            }
        }

        @Override
        public List<GraphValue> inline(GraphProto branch) {
            if (branch.getInputCount() > 0) {
                throw new IllegalArgumentException("has a branch with inputs");
            }
            if (branch.getOutputCount() != node.proto().getOutputCount()) {
                throw new IllegalArgumentException("has " + node.proto().getOutputCount() + " outputs, but a branch with "
                        + branch.getOutputCount());
            }
            var body = scope.branchOf(node);
            branch.getInitializerList().forEach(t -> define(t, body));
            importBody(branch.getNodeList(), body);
            return outputs(branch.getOutputList().stream().map(o -> o.getName()).toList(), body);
        }

        private void importBody(List<NodeProto> nodes, Scope body) {
            expanded += nodes.size();
            if (expanded > Limits.EXPANDED_NODES) {
                throw new IllegalArgumentException(
                        "makes the functions of the model expand to more than " + Limits.EXPANDED_NODES + " nodes");
            }
            importNodes(Graph.nodes(source, nodes, body), body);
        }

        private List<GraphValue> outputs(List<String> names, Scope body) {
            var outputs = new ArrayList<GraphValue>();
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                if (!body.sees(name)) {
                    throw new IllegalArgumentException("has a body whose output '" + name + "' nothing defines");
                }
                var value = body.find(name);
                if (value.isEmpty()) {
                    break;
                }
                outputs.add(value.get());
                var outer = node.proto().getOutput(i);
                body.known(name).ifPresent(k -> scope.know(outer, k));
            }
            return outputs;
        }

        @Override
        public Optional<long[]> known(int input) {
            return scope.known(node.proto().getInput(input)).filter(KnownIntegers::isKnown).map(KnownIntegers::elements);
        }
    }
}

package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/**
 * A graph whose names and order have been checked.
 *
 * @param nodes each behind those whose outputs it reads
 * @param inputs those that the caller gives, in the order of the file
 */
record Graph(String name, List<GraphNode> nodes, Map<String, TensorProto> initializers, List<GraphInputs.Input> inputs,
        List<ValueInfoProto> outputs) {
    /**
     * Checks the graph of a model.
     *
     * @throws ImportException for operators that are not supported, and for names that are missing, repeated or in a circle
     */
    static Graph of(ModelSource source, GraphProto proto, Scope scope, ImportOptions options) {
        if (proto.getOutputCount() == 0) {
            throw ImportException.of(source.file(), "has a graph without outputs");
        }
        var nodes = named(source, proto.getNodeList(), scope);
        UnsupportedOperators.check(source, nodes, scope.opsets());
        var initializers = initializers(source.file(), proto);
        var inputs = GraphInputs.of(source.file(), proto, initializers, options);
        var inputNames = inputs.stream().map(GraphInputs.Input::name).collect(Collectors.toSet());
        return new Graph(proto.getName(), sort(source, nodes, name -> initializers.containsKey(name) || inputNames.contains(name)),
                initializers, inputs, proto.getOutputList());
    }

    /**
     * The nodes of a branch or of a function's body, each behind those whose outputs it reads.
     *
     * @param scope what is defined already
     * @throws ImportException for operators that are not supported, and for names that are missing, repeated or in a circle
     */
    static List<GraphNode> nodes(ModelSource source, List<NodeProto> protos, Scope scope) {
        var nodes = named(source, protos, scope);
        UnsupportedOperators.check(source, nodes, scope.opsets());
        return sort(source, nodes, scope::sees);
    }

    private static List<GraphNode> sort(ModelSource source, List<GraphNode> nodes, Predicate<String> isGiven) {
        return GraphOrder.sort(source.file(), nodes, isGiven);
    }

    private static List<GraphNode> named(ModelSource source, List<NodeProto> protos, Scope scope) {
        var nodes = new ArrayList<GraphNode>();
        for (var node : protos) {
            nodes.add(scope.node(node, nodes.size(), source.place(node)));
        }
        return nodes;
    }

    private static Map<String, TensorProto> initializers(String file, GraphProto proto) {
        if (proto.getSparseInitializerCount() > 0) {
            throw ImportException.of(file, "has sparse initializers, which are not supported");
        }
        var byName = new LinkedHashMap<String, TensorProto>();
        for (var tensor : proto.getInitializerList()) {
            if (tensor.getName().isEmpty() || byName.put(tensor.getName(), tensor) != null) {
                throw ImportException.of(file, "has two initializers named '" + tensor.getName() + "' or one without a name");
            }
        }
        return byName;
    }
}

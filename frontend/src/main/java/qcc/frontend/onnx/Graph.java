package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import qcc.frontend.onnx.text.Position;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.Location;

/**
 * A graph whose names and order have been checked.
 *
 * @param nodes each behind those whose outputs it reads
 * @param inputs those that the caller gives, in the order of the file
 */
record Graph(String name, List<GraphNode> nodes, Map<String, TensorProto> initializers, List<GraphInputs.Input> inputs,
        List<ValueInfoProto> outputs) {
    private static final Position NOWHERE = new Position(0, 0);

    /**
     * Checks a graph.
     *
     * @param positions where nodes begin, if the model was a text
     * @param opsets the version of each operator set that the model uses, by domain
     * @throws ImportException for operators that are not supported, and for names that are missing, repeated or in a circle
     */
    static Graph of(String file, GraphProto proto, Map<NodeProto, Position> positions, Map<String, Long> opsets, ImportOptions options) {
        if (proto.getOutputCount() == 0) {
            throw ImportException.of(file, "has a graph without outputs");
        }
        var nodes = nodes(file, proto, positions);
        UnsupportedOperators.check(file, nodes, opsets);
        var initializers = initializers(file, proto);
        var inputs = GraphInputs.of(file, proto, initializers.keySet(), options);
        var given = new ArrayList<>(initializers.keySet());
        inputs.forEach(input -> given.add(input.name()));
        return new Graph(proto.getName(), GraphOrder.sort(file, nodes, given), initializers, inputs, proto.getOutputList());
    }

    private static List<GraphNode> nodes(String file, GraphProto proto, Map<NodeProto, Position> positions) {
        var nodes = new ArrayList<GraphNode>();
        for (var node : proto.getNodeList()) {
            var position = positions.getOrDefault(node, NOWHERE);
            nodes.add(GraphNode.of(node, nodes.size(), new Location.File(file, position.line(), position.column())));
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

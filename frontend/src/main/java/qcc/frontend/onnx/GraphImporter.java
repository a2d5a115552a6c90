package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qcc.dialect.nn.InferredTypes;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.Block;
import qcc.ir.Location;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Fills the body of a function with the operations of a graph. */
final class GraphImporter {
    private final String file;
    private final Location.File place;
    private final Map<String, Long> opsets;
    private final TensorReader tensors;
    private final CheckingBuilder builder = new CheckingBuilder();
    private final Map<String, GraphValue> values = new HashMap<>();
    private final Set<String> missingOutputs = new HashSet<>();

    /** @param opsets the version of each operator set that the model uses, by domain */
    GraphImporter(String file, Map<String, Long> opsets, TensorReader tensors) {
        this.file = file;
        this.place = new Location.File(file, 0, 0);
        this.opsets = opsets;
        this.tensors = tensors;
    }

    /**
     * Writes the nodes of a graph into a block, whose arguments it adds.
     *
     * @return the outputs of the graph in order
     */
    List<Value> importInto(Block block, Graph graph) {
        for (var input : graph.inputs()) {
            var argument = block.addArgument(input.type(), new Location.Name(input.name(), place));
            values.put(input.name(), new GraphValue.Computed(argument, false));
        }
        graph.initializers().forEach(this::defineInitializer);
        builder.setInsertionPointToEnd(block);
        graph.nodes().forEach(this::convert);
        return graph.outputs().stream().map(this::output).toList();
    }

    private void defineInitializer(String name, TensorProto tensor) {
        var location = new Location.Name(name, place);
        try {
            values.put(name, new GraphValue.Known(name, tensors.read(tensor), location));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ImportException.of(file, "initializer \"" + name + "\"", location, e.getMessage());
        }
    }

    private void convert(GraphNode node) {
        var proto = node.proto();
        var operator = OnnxOperators.find(proto.getDomain(), proto.getOpType(), opsets.get("")).orElseThrow();
        try {
            var attributes = new NodeAttributes(proto);
            var outputs = proto.getOutputCount() > 0 ? List.copyOf(proto.getOutputList()) : List.of(node.name());
            var context = new NodeContext(outputs, opsets.get(""), node.location(), inputs(node), attributes, builder, tensors);
            var results = operator.converter().convert(context);
            if (!attributes.unread().isEmpty()) {
                throw new IllegalArgumentException("has attributes that are not known: " + String.join(", ", attributes.unread()));
            }
            define(node, results);
        } catch (IllegalArgumentException e) {
            throw node.fault(file, e.getMessage());
        } catch (ArithmeticException _) {
            throw node.fault(file, "has dimensions or parameters whose product is beyond 64 bits");
        }
    }

    private List<Optional<GraphValue>> inputs(GraphNode node) {
        var inputs = new ArrayList<Optional<GraphValue>>();
        for (var name : node.proto().getInputList()) {
            if (missingOutputs.contains(name)) {
                throw new IllegalArgumentException("reads '" + name + "', an optional output that is not supported");
            }
            inputs.add(name.isEmpty() ? Optional.empty() : Optional.of(values.get(name)));
        }
        return inputs;
    }

    private void define(GraphNode node, List<GraphValue> results) {
        var names = node.proto().getOutputList();
        for (int i = 0; i < names.size(); i++) {
            if (i < results.size()) {
                values.put(names.get(i), results.get(i));
            } else {
                missingOutputs.add(names.get(i));
            }
        }
    }

    private Value output(ValueInfoProto info) {
        var value = values.get(info.getName());
        if (value == null) {
            throw outputFault(info, missingOutputs.contains(info.getName())
                    ? "is an optional output that is not supported"
                    : "is computed by no node");
        }
        if (info.getType().hasTensorType() && info.getType().getTensorType().hasShape()) {
            checkDeclared(info, value.type());
        }
        return value.value(builder);
    }

    private void checkDeclared(ValueInfoProto info, TensorType computed) {
        TensorType declared;
        try {
            declared = GraphInputs.type(info.getType());
        } catch (IllegalArgumentException e) {
            throw outputFault(info, e.getMessage());
        }
        if (!declared.element().equals(computed.element()) || !InferredTypes.agree(declared.shape(), computed.shape())) {
            throw outputFault(info, "is declared as " + declared + " but computed as " + computed);
        }
    }

    private ImportException outputFault(ValueInfoProto info, String message) {
        return ImportException.of(file, "output \"" + info.getName() + "\"", new Location.Name(info.getName(), place), message);
    }
}

package qcc.frontend.onnx;

import java.util.List;
import qcc.dialect.nn.InferredTypes;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;
import qcc.ir.Block;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Fills the body of a function with the operations of a graph. */
final class GraphImporter {
    private final ModelSource source;
    private final Scope scope;
    private final CheckingBuilder builder = new CheckingBuilder();

    /** @param scope takes the names of the graph */
    GraphImporter(ModelSource source, Scope scope) {
        this.source = source;
        this.scope = scope;
    }

    /**
     * Writes the nodes of a graph into a block, whose arguments it adds.
     *
     * @return the outputs of the graph in order
     */
    List<Value> importInto(Block block, Graph graph) {
        for (var input : graph.inputs()) {
            scope.define(input.name(), new GraphValue.Computed(block.addArgument(input.type(), source.place(input.name())), false));
        }
        var nodes = new NodeImporter(source, builder);
        graph.initializers().values().forEach(t -> nodes.define(t, scope));
        builder.setInsertionPointToEnd(block);
        nodes.importNodes(graph.nodes(), scope);
        return graph.outputs().stream().map(this::output).toList();
    }

    private Value output(ValueInfoProto info) {
        var value = scope.find(info.getName()).orElseThrow(() -> outputFault(info, scope.isMissing(info.getName())
                ? "is an optional output that is not supported"
                : "is computed by no node"));
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
        return ImportException.of(source.file(), "output \"" + info.getName() + "\"", source.place(info.getName()), message);
    }
}

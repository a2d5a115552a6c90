package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.ir.Location;
import qcc.ir.diagnostic.Diagnostic;

/** Finds all operators of a model that cannot be imported, so that the user learns of them at once. */
final class UnsupportedOperators {
    private static final int MAX_NAMES = 8;

    private final ModelSource source;
    private final Map<String, List<GraphNode>> groups = new TreeMap<>();

    private UnsupportedOperators(ModelSource source) {
        this.source = source;
    }

    /**
     * Checks that every node, and every node of the functions that are called and were not checked before, can be imported.
     *
     * @throws ImportException naming every operator that cannot, with its nodes
     */
    static void check(ModelSource source, List<GraphNode> nodes, OperatorSets opsets) {
        var unsupported = new UnsupportedOperators(source);
        unsupported.add(nodes, opsets);
        if (!unsupported.groups.isEmpty()) {
            throw ImportException.of(source.file(), unsupported.diagnostic());
        }
    }

    /** Functions wait in a list: one can call the next through thousands. */
    private void add(List<GraphNode> nodes, OperatorSets opsets) {
        var called = new ArrayList<ModelFunctions.Key>();
        nodes.forEach(node -> add(node, opsets, called));
        while (!called.isEmpty()) {
            var key = called.removeLast();
            var function = source.functions().get(key);
            var functionOpsets = OperatorSets.of(function.getOpsetImportList());
            function.getNodeList().forEach(node -> add(named(key, node), functionOpsets, called));
        }
    }

    private GraphNode named(ModelFunctions.Key function, NodeProto node) {
        var name = function.name() + "/" + (node.getName().isEmpty() ? node.getOpType() : node.getName());
        return new GraphNode(node, name, List.of(), new Location.Name(name, source.place(node)));
    }

    private void add(GraphNode node, OperatorSets opsets, List<ModelFunctions.Key> called) {
        var function = source.functions().find(node.proto());
        if (function.isPresent()) {
            var key = ModelFunctions.Key.of(function.get());
            if (source.functions().markChecked(key)) {
                called.add(key);
            }
        } else if (OnnxOperators.find(node.proto().getDomain(), node.proto().getOpType(), opsets.version()).isEmpty()) {
            groups.computeIfAbsent(title(node, opsets), _ -> new ArrayList<>()).add(node);
        }
    }

    private static String title(GraphNode node, OperatorSets opsets) {
        var domain = OperatorSets.domain(node.proto().getDomain());
        var version = opsets.version(domain).map(v -> "version " + v).orElse("no version stated");
        return (domain.isEmpty() ? "ai.onnx" : domain) + "." + node.proto().getOpType() + " (" + version + ")";
    }

    private Diagnostic diagnostic() {
        var what = groups.size() == 1 ? "an operator that is" : groups.size() + " operators that are";
        var diagnostic = Diagnostic.error(source.place(), "uses " + what + " not supported");
        for (var group : groups.entrySet()) {
            diagnostic = diagnostic.note(group.getValue().getFirst().location(), group.getKey() + ": " + names(group.getValue()));
        }
        return diagnostic;
    }

    private static String names(List<GraphNode> nodes) {
        var shown = nodes.stream().limit(MAX_NAMES).map(n -> "\"" + n.name() + "\"").toList();
        int more = nodes.size() - shown.size();
        return (nodes.size() == 1 ? "node " : "nodes ") + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }
}

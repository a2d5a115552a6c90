package qcc.frontend.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qcc.ir.Location;
import qcc.ir.diagnostic.Diagnostic;

/** Finds all operators of a model that cannot be imported, so that the user learns of them at once. */
final class UnsupportedOperators {
    private static final int MAX_NAMES = 8;

    private UnsupportedOperators() {}

    /**
     * Checks that every node can be imported.
     *
     * @param opsets the version of each operator set that the model uses, by domain
     * @throws ImportException naming every operator that cannot, with its nodes
     */
    static void check(String file, List<GraphNode> nodes, Map<String, Long> opsets) {
        long opset = opsets.getOrDefault("", 0L);
        var groups = new TreeMap<String, List<GraphNode>>();
        for (var node : nodes) {
            if (OnnxOperators.find(node.proto().getDomain(), node.proto().getOpType(), opset).isEmpty()) {
                groups.computeIfAbsent(title(node, opsets), _ -> new ArrayList<>()).add(node);
            }
        }
        if (!groups.isEmpty()) {
            throw ImportException.of(file, diagnostic(file, groups));
        }
    }

    private static String title(GraphNode node, Map<String, Long> opsets) {
        var domain = OnnxOperators.isDefaultDomain(node.proto().getDomain()) ? "" : node.proto().getDomain();
        var version = opsets.containsKey(domain) ? "version " + opsets.get(domain) : "no version stated";
        return (domain.isEmpty() ? "ai.onnx" : domain) + "." + node.proto().getOpType() + " (" + version + ")";
    }

    private static Diagnostic diagnostic(String file, Map<String, List<GraphNode>> groups) {
        var what = groups.size() == 1 ? "an operator that is" : groups.size() + " operators that are";
        var diagnostic = Diagnostic.error(new Location.File(file, 0, 0), "uses " + what + " not supported");
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

package qcc.frontend.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts nodes behind those whose outputs they read, and otherwise keeps the order of the file. */
final class GraphOrder {
    private final String file;
    private final Set<String> given;
    private final Map<String, GraphNode> producers = new HashMap<>();
    private final Set<GraphNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<GraphNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<GraphNode> path = new ArrayDeque<>();
    private final List<GraphNode> sorted = new ArrayList<>();

    private GraphOrder(String file, Collection<String> given) {
        this.file = file;
        this.given = Set.copyOf(given);
    }

    /**
     * Sorts nodes.
     *
     * @param given the names of inputs and initializers
     * @throws ImportException if a name is defined twice or read but never defined, or if nodes read each other in a circle
     */
    static List<GraphNode> sort(String file, List<GraphNode> nodes, Collection<String> given) {
        var order = new GraphOrder(file, given);
        nodes.forEach(order::define);
        nodes.forEach(order::visit);
        return order.sorted;
    }

    private void define(GraphNode node) {
        for (var output : node.proto().getOutputList()) {
            if (output.isEmpty()) {
                continue;
            }
            if (given.contains(output)) {
                throw node.fault(file, "defines '" + output + "', which is an input or initializer of the graph");
            }
            var other = producers.put(output, node);
            if (other != null) {
                throw node.fault(file, "defines '" + output + "', which " + other.describe() + " defines too");
            }
        }
    }

    /** Goes down to the producers with a stack of its own: graphs can be deeper than the stack of a thread. */
    private void visit(GraphNode root) {
        push(root);
        while (!path.isEmpty()) {
            var node = path.peek();
            var next = unfinished(node);
            if (next != null) {
                push(next);
                continue;
            }
            path.pop();
            open.remove(node);
            if (done.add(node)) {
                sorted.add(node);
            }
        }
    }

    private void push(GraphNode node) {
        if (!open.add(node)) {
            var circle = path.stream().takeWhile(n -> n != node).limit(8).map(GraphNode::describe).toList();
            throw node.fault(file, "reads its own output" + (circle.isEmpty() ? "" : " through " + String.join(", ", circle)));
        }
        path.push(node);
    }

    private GraphNode unfinished(GraphNode node) {
        if (done.contains(node)) {
            return null;
        }
        for (var input : node.proto().getInputList()) {
            if (input.isEmpty() || given.contains(input)) {
                continue;
            }
            var producer = producers.get(input);
            if (producer == null) {
                throw node.fault(file, "reads '" + input + "', which nothing defines");
            }
            if (!done.contains(producer)) {
                return producer;
            }
        }
        return null;
    }
}

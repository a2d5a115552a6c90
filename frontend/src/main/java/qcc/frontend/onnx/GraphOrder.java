package qcc.frontend.onnx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Puts nodes behind those whose outputs they read, and otherwise keeps the order of the file. */
final class GraphOrder {
    private final String file;
    private final Predicate<String> given;
    private final Map<String, GraphNode> producers = new HashMap<>();
    private final Set<GraphNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<GraphNode> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Visit> path = new ArrayDeque<>();
    private final List<GraphNode> sorted = new ArrayList<>();

    private GraphOrder(String file, Predicate<String> given) {
        this.file = file;
        this.given = given;
    }

    /**
     * Sorts nodes.
     *
     * @param given the names that are defined already: inputs, initializers and what is around
     * @throws ImportException if a name is defined twice or read but never defined, or if nodes read each other in a circle
     */
    static List<GraphNode> sort(String file, List<GraphNode> nodes, Predicate<String> given) {
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
            if (given.test(output)) {
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
            var visit = path.peek();
            var next = unfinished(visit);
            if (next != null) {
                push(next);
                continue;
            }
            path.pop();
            open.remove(visit.node());
            if (done.add(visit.node())) {
                sorted.add(visit.node());
            }
        }
    }

    private void push(GraphNode node) {
        if (!open.add(node)) {
            var circle = path.stream().map(Visit::node).takeWhile(n -> n != node).limit(8).map(GraphNode::describe).toList();
            throw node.fault(file, "reads its own output" + (circle.isEmpty() ? "" : " through " + String.join(", ", circle)));
        }
        path.push(new Visit(node, done.contains(node) ? Collections.emptyIterator() : node.reads().iterator()));
    }

    private GraphNode unfinished(Visit visit) {
        while (visit.reads().hasNext()) {
            var input = visit.reads().next();
            if (input.isEmpty() || given.test(input)) {
                continue;
            }
            var producer = producers.get(input);
            if (producer == null) {
                throw visit.node().fault(file, "reads '" + input + "', which nothing defines");
            }
            if (!done.contains(producer)) {
                return producer;
            }
        }
        return null;
    }

    /** A node with those of its inputs that have not been looked at. */
    private record Visit(GraphNode node, Iterator<String> reads) {}
}

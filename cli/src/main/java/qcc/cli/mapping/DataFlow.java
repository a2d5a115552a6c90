package qcc.cli.mapping;

import java.util.List;
import qcc.backend.host.bundle.Bundle;
import qcc.chip.Chip;

/**
 * Which part of a bundle gives values to which, found by following every move of one inference: a byte that is read comes from whoever wrote
 * it last.
 *
 * @param nodes in the order in which they first work
 * @param edges ordered by their nodes
 */
public record DataFlow(List<Node> nodes, List<Edge> edges) {
    public DataFlow {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** Whatever makes or takes values. */
    public sealed interface Node {}

    /** An input of the network. */
    public record Input(String name) implements Node {}

    /** An output of the network. */
    public record Output(String name) implements Node {}

    /** A function that the host runs itself. */
    public record HostFunction(String name) implements Node {}

    /**
     * An operation on a core.
     *
     * @param operation its text in the source map
     * @param groups the groups it multiplies with
     * @param constantBytes bytes of constants it reads
     */
    public record Step(int segment, int core, String operation, List<GroupUse> groups, long constantBytes) implements Node {
        public Step {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Values on their way.
     *
     * @param from index of the node that makes them
     * @param to index of the node that takes them
     * @param bytes bytes moved for one inference, as often as they are read
     */
    public record Edge(int from, int to, long bytes) {}

    /**
     * Follows one inference.
     *
     * @param bundle a valid bundle
     * @param chip its chip
     * @throws IllegalArgumentException if code cannot be decoded
     */
    public static DataFlow of(Bundle bundle, Chip chip) {
        return new DataFlowTracker(bundle, chip).run();
    }
}

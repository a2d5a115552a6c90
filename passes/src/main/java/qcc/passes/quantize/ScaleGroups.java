package qcc.passes.quantize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import qcc.ir.OpBuilder;
import qcc.ir.Value;

/**
 * Which values share a scale: the connected components of a graph of constraints. The range of a group is that of all its values together, or
 * that of a value whose range is fixed.
 */
final class ScaleGroups {
    private final GridPolicy policy;
    private final Graph<Value, DefaultEdge> constraints = new SimpleGraph<>(DefaultEdge.class);

    /** In the order of the program, whose first value names a group. */
    private final Map<Value, ValueRange> ranges = new LinkedHashMap<>();
    private final Map<Value, ValueRange> fixed = new HashMap<>();

    /** The ranges that groups have by mandatory constraints alone: growth counts from there. */
    private final Map<Value, ValueRange> mandatory = new HashMap<>();

    ScaleGroups(GridPolicy policy) {
        this.policy = policy;
    }

    /** States that a value has a range that nothing changes. */
    void fix(Value value, ValueRange range) {
        if (ValueRange.of(value).isPresent()) {
            add(value);
            ranges.put(value, range);
            fixed.put(value, range);
        }
    }

    /** States that two values share a scale; a value without a range takes no part. */
    void require(Value a, Value b) {
        if (a != b && add(a) && add(b)) {
            constraints.addEdge(a, b);
        }
    }

    private boolean add(Value value) {
        var range = ValueRange.of(value);
        if (range.isPresent() && constraints.addVertex(value)) {
            ranges.putIfAbsent(value, range.get().withZero());
        }
        return range.isPresent();
    }

    /** Ends the mandatory constraints; those that follow are choices. */
    void settleMandatory() {
        var components = new ConnectivityInspector<>(constraints);
        ranges.keySet().forEach(value -> mandatory.put(value, range(components.connectedSetOf(value))));
    }

    private ValueRange range(Set<Value> group) {
        ValueRange all = null;
        for (var value : group) {
            if (fixed.containsKey(value)) {
                return fixed.get(value);
            }
            all = all == null ? ranges.get(value) : all.union(ranges.get(value));
        }
        return all;
    }

    /**
     * How many times as large a scale would get at most if two values shared theirs; infinite if one cannot change, and nothing if a value has no
     * range.
     */
    OptionalDouble growth(Value a, Value b) {
        if (!add(a) || !add(b)) {
            return OptionalDouble.empty();
        }
        var components = new ConnectivityInspector<>(constraints);
        var joined = new HashSet<>(components.connectedSetOf(a));
        joined.addAll(components.connectedSetOf(b));
        var together = range(components.connectedSetOf(a)).union(range(components.connectedSetOf(b)));
        double growth = 1;
        for (var value : joined) {
            if (fixed.containsKey(value) && !fixed.get(value).equals(together)) {
                return OptionalDouble.of(Double.POSITIVE_INFINITY);
            }
            var before = mandatory.computeIfAbsent(value, ranges::get);
            growth = Math.max(growth, policy.grid(together).scale() / policy.grid(before).scale());
        }
        return OptionalDouble.of(growth);
    }

    /** The number of groups of several values. */
    long count() {
        return new ConnectivityInspector<>(constraints).connectedSets().stream().filter(s -> s.size() > 1).count();
    }

    /** Gives every value the range of its group. */
    void assign(OpBuilder builder) {
        var components = new ConnectivityInspector<>(constraints);
        for (var value : ranges.keySet()) {
            var group = components.connectedSetOf(value);
            var range = range(group);
            if ((group.size() > 1 || fixed.containsKey(value)) && !ValueRange.of(value).orElseThrow().equals(range)) {
                range.assign(builder, value);
            }
        }
    }
}

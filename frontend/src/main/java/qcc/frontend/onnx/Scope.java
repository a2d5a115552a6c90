package qcc.frontend.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.ir.Location;

/** The names that nodes of a graph, of a branch or of the body of a function see. */
final class Scope {
    private final Scope outer;
    private final OperatorSets opsets;
    private final String prefix;
    private final Optional<Location> caller;
    private final List<ModelFunctions.Key> calls;
    private final Map<String, GraphValue> values = new HashMap<>();
    private final Map<String, KnownIntegers> known = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final Set<String> missing = new HashSet<>();

    private Scope(Scope outer, OperatorSets opsets, String prefix, Optional<Location> caller, List<ModelFunctions.Key> calls) {
        this.outer = outer;
        this.opsets = opsets;
        this.prefix = prefix;
        this.caller = caller;
        this.calls = calls;
    }

    /** The names of a model's graph. */
    static Scope ofModel(OperatorSets opsets) {
        return new Scope(null, opsets, "", Optional.empty(), List.of());
    }

    /** The names of a branch of a node, which sees those around it. */
    Scope branchOf(GraphNode node) {
        return new Scope(this, opsets, node.name() + "/", caller, calls);
    }

    /** The names of the body of a function that a node calls; it sees nothing else. */
    Scope bodyOf(ModelFunctions.Key function, OperatorSets functionOpsets, GraphNode call) {
        return new Scope(null, functionOpsets, call.name() + "/" + function.name() + "/", Optional.of(call.location()),
                Stream.concat(calls.stream(), Stream.of(function)).toList());
    }

    OperatorSets opsets() {
        return opsets;
    }

    /** The functions whose bodies are around, the outermost first. */
    List<ModelFunctions.Key> calls() {
        return calls;
    }

    /** A node of this graph, with a name that tells which call or branch it belongs to. */
    GraphNode node(NodeProto proto, int index, Location place) {
        var name = prefix + (proto.getName().isEmpty() ? proto.getOpType() + "_" + index : proto.getName());
        Location location = new Location.Name(name, place);
        return new GraphNode(proto, name, CapturedNames.reads(proto),
                caller.<Location>map(c -> new Location.CallSite(location, c)).orElse(location));
    }

    /** A name of this graph as the name of data. */
    String qualified(String name) {
        return prefix + name;
    }

    void define(String name, GraphValue value) {
        values.put(name, value);
    }

    /** Takes note of what is known of an output. */
    void know(String name, KnownIntegers value) {
        known.put(name, value);
    }

    /** What is known of a name. */
    Optional<KnownIntegers> known(String name) {
        var value = known.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        return values.containsKey(name) || outer == null ? find(name).flatMap(KnownIntegers::of) : outer.known(name);
    }

    /** Takes note of an input that the caller leaves out. */
    void leaveOut(String name) {
        absent.add(name);
    }

    /** Takes note of an output that is not supported. */
    void defineMissing(String name) {
        missing.add(name);
    }

    /** Whether a name means something here. */
    boolean sees(String name) {
        return values.containsKey(name) || absent.contains(name) || missing.contains(name) || outer != null && outer.sees(name);
    }

    /** Whether a name is that of an output that is not supported. */
    boolean isMissing(String name) {
        return missing.contains(name) || !values.containsKey(name) && outer != null && outer.isMissing(name);
    }

    /** What a name stands for; empty for an input that was left out. */
    Optional<GraphValue> find(String name) {
        var value = values.get(name);
        return value != null || outer == null ? Optional.ofNullable(value) : outer.find(name);
    }
}

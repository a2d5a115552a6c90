package qcc.frontend.onnx.export;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.Value;

/** Collects nodes and initializers, and gives every value a name of its own. */
final class GraphWriter {
    /** An operator whose inputs are named and whose attributes are set. */
    static final class Node {
        private final NodeProto.Builder proto;

        Node(String operator, String... inputs) {
            this(operator, List.of(inputs));
        }

        Node(String operator, List<String> inputs) {
            this.proto = NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
        }

        Node with(String name, long value) {
            return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value));
        }

        Node with(String name, float value) {
            return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value));
        }

        Node with(String name, String value) {
            return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
        }

        Node with(String name, List<Long> values) {
            return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS).addAllInts(values));
        }

        Node with(String name, long[] values) {
            return with(name, Arrays.stream(values).boxed().toList());
        }

        Node with(String name, TensorProto value) {
            return with(AttributeProto.newBuilder().setName(name).setType(AttributeType.TENSOR).setT(value));
        }

        private Node with(AttributeProto.Builder attribute) {
            proto.addAttribute(attribute);
            return this;
        }
    }

    /** The first version of the operator set whose forms are used everywhere. */
    private static final int BASE_OPSET = 18;

    private final List<NodeProto> nodes = new ArrayList<>();
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final List<String> initializerOrder = new ArrayList<>();
    private final Map<Value, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private int opset = BASE_OPSET;

    /** The version of the operator set that the nodes need. */
    int opset() {
        return opset;
    }

    /** Takes note of an operator or type that came with a version. */
    void require(int version) {
        opset = Math.max(opset, version);
    }

    List<NodeProto> nodes() {
        return nodes;
    }

    /** The initializers with their names, in the order of their first use. */
    List<TensorProto> initializers() {
        return initializerOrder.stream().map(initializers::get).toList();
    }

    /** A name that no other value has. */
    String unique(String wish) {
        var name = wish;
        for (int i = 1; !used.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    /** Fixes the name of a value; names of inputs and outputs come before all others. */
    void bind(Value value, String name) {
        names.put(value, name);
    }

    boolean isBound(Value value) {
        return names.containsKey(value);
    }

    /** The name of a value: that of the node it came from, unless it was fixed. */
    String name(Value value) {
        return names.computeIfAbsent(value, v -> unique(v.definingOp() == null ? "value" : nameOf(v.definingOp())));
    }

    /** What to call what an operation makes: the name of the last node it came from. */
    static String nameOf(Op op) {
        var name = nameOf(op.location());
        return name.isEmpty() ? op.name().substring(op.name().indexOf('.') + 1) : name;
    }

    private static String nameOf(Location location) {
        return switch (location) {
            case Location.Name name -> name.name();
            case Location.CallSite site -> nameOf(site.callee());
            case Location.Fused fused ->
                fused.parts().stream().map(GraphWriter::nameOf).filter(n -> !n.isEmpty()).reduce("", (_, last) -> last);
            case Location.File _,Location.FileRange _,Location.Unknown _ -> "";
        };
    }

    /** Adds a node with an output of a given name, which is the result. */
    String add(Node node, String output) {
        nodes.add(node.proto.setName(unique("node/" + output)).addOutput(output).build());
        return output;
    }

    /** Gives the output of the last node another name, which nothing has read yet; whether it was the last node's. */
    boolean renameLast(String output, String name) {
        if (nodes.isEmpty() || !nodes.getLast().getOutput(0).equals(output)) {
            return false;
        }
        nodes.addLast(nodes.removeLast().toBuilder().setOutput(0, name).setName(unique("node/" + name)).build());
        return true;
    }

    /** Adds an initializer and gives its name. */
    String initializer(String wish, TensorProto tensor) {
        var name = unique(wish);
        initializers.put(name, tensor.toBuilder().setName(name).build());
        initializerOrder.add(name);
        return name;
    }
}

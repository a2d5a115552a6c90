package qcc.frontend.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;

/** The functions that a model brings with it. */
final class ModelFunctions {
    /** What a node names to call a function. */
    record Key(String domain, String name, String overload) {
        static Key of(FunctionProto function) {
            return new Key(OperatorSets.domain(function.getDomain()), function.getName(), function.getOverload());
        }

        static Key of(NodeProto node) {
            return new Key(OperatorSets.domain(node.getDomain()), node.getOpType(), node.getOverload());
        }

        @Override
        public String toString() {
            return (domain.isEmpty() ? "ai.onnx" : domain) + "." + name + (overload.isEmpty() ? "" : ":" + overload);
        }
    }

    private final Map<Key, FunctionProto> functions = new HashMap<>();
    private final Set<Key> checked = new HashSet<>();

    /** @throws IllegalArgumentException if two functions have the same name or one is not valid */
    ModelFunctions(List<FunctionProto> functions) {
        for (var function : functions) {
            var key = Key.of(function);
            if (this.functions.put(key, function) != null) {
                throw new IllegalArgumentException("has two functions " + key);
            }
            check(key, function);
        }
    }

    private static void check(Key key, FunctionProto function) {
        try {
            OperatorSets.of(function.getOpsetImportList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a function " + key + " that " + e.getMessage(), e);
        }
        if (Set.copyOf(function.getInputList()).size() < function.getInputCount()) {
            throw new IllegalArgumentException("has a function " + key + " with two inputs of the same name");
        }
    }

    /** A function of the model. */
    FunctionProto get(Key key) {
        return functions.get(key);
    }

    /** Takes note that the operators of a function are known to be supported; whether that is news. */
    boolean markChecked(Key key) {
        return checked.add(key);
    }

    /** The function that a node calls; it comes before an operator of the same name. */
    Optional<FunctionProto> find(NodeProto node) {
        return Optional.ofNullable(functions.get(Key.of(node)));
    }
}

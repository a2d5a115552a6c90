package qcc.frontend.onnx.text;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import qcc.frontend.onnx.text.OnnxTextParser.FormalContext;
import qcc.frontend.onnx.text.OnnxTextParser.FunctionContext;
import qcc.frontend.onnx.text.OnnxTextParser.GraphContext;
import qcc.frontend.onnx.text.OnnxTextParser.IdentifiersContext;
import qcc.frontend.onnx.text.OnnxTextParser.InitializedValueContext;
import qcc.frontend.onnx.text.OnnxTextParser.ModelContext;
import qcc.frontend.onnx.text.OnnxTextParser.NameContext;
import qcc.frontend.onnx.text.OnnxTextParser.NodeContext;
import qcc.frontend.onnx.text.OnnxTextParser.ParametersContext;
import qcc.frontend.onnx.text.OnnxTextParser.ValueContext;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/** Turns the tree of a text into the messages of ONNX's schema. */
final class ProtoReader {
    private final AttributeReader attributes = new AttributeReader(this);
    private final Map<NodeProto, Position> positions = new IdentityHashMap<>();

    /** Where each node that was read begins. */
    Map<NodeProto, Position> positions() {
        return positions;
    }

    ModelProto model(ModelContext tree) {
        var model = ModelProto.newBuilder();
        if (tree.header() != null) {
            HeaderReader.read(tree.header(), model);
        }
        model.setGraph(graph(Words.name(tree.name()), tree.graph()));
        tree.function().forEach(f -> model.addFunctions(function(f)));
        return model.build();
    }

    GraphProto graph(String name, GraphContext tree) {
        var graph = GraphProto.newBuilder().setName(name);
        boolean isInput = true; // inputs stand before the arrow, outputs are plain values, other values stand behind them
        for (var child : tree.children) {
            isInput &= child != tree.ARROW();
            switch (child) {
                case InitializedValueContext value -> initializedValue(value, isInput, graph);
                case ValueContext value -> graph.addOutput(value(value));
                default -> {}
            }
        }
        tree.nodes().node().forEach(n -> graph.addNode(node(n)));
        return graph.build();
    }

    private static void initializedValue(InitializedValueContext tree, boolean isInput, GraphProto.Builder graph) {
        var value = value(tree.value());
        if (isInput) {
            graph.addInput(value);
        } else if (tree.data() == null) {
            graph.addValueInfo(value);
        }
        if (tree.data() != null) {
            graph.addInitializer(DataReader.tensor(value.getName(), tree.value().type(), tree.value(), tree.data()));
        }
    }

    private static ValueInfoProto value(ValueContext tree) {
        var value = ValueInfoProto.newBuilder();
        if (tree.type() != null) {
            value.setType(TypeReader.type(tree.type()));
        }
        return value.setName(Words.name(tree.name())).build();
    }

    FunctionProto function(FunctionContext tree) {
        var function = FunctionProto.newBuilder();
        if (tree.header() != null) {
            HeaderReader.read(tree.header(), function);
        }
        function.setName(Words.name(tree.name()));
        for (var formal : tree.formal()) {
            formal(formal, function);
        }
        function.addAllInput(parameters(tree.inputs, function)).addAllOutput(parameters(tree.outputs, function));
        tree.value().forEach(v -> function.addValueInfo(value(v)));
        tree.nodes().node().forEach(n -> function.addNode(node(n)));
        return function.build();
    }

    private void formal(FormalContext tree, FunctionProto.Builder function) {
        if (tree.attribute() == null) {
            function.addAttribute(Words.name(tree.name()));
        } else {
            function.addAttributeProto(attributes.attribute(tree.attribute()));
        }
    }

    /** The names of parameters; the types that some state go to the function's values. */
    private static List<String> parameters(ParametersContext tree, FunctionProto.Builder function) {
        tree.value().stream().filter(v -> v.type() != null).forEach(v -> function.addValueInfo(value(v)));
        return tree.value().stream().map(v -> Words.name(v.name())).toList();
    }

    private NodeProto node(NodeContext tree) {
        var node = NodeProto.newBuilder();
        if (tree.OPEN_LIST() != null) {
            node.setName(tree.label == null ? "" : Words.name(tree.label));
        }
        node.addAllOutput(identifiers(tree.outputs)).addAllInput(identifiers(tree.inputs));
        var operator = tree.operator.name().stream().map(Words::name).toList();
        node.setOpType(operator.getLast());
        if (operator.size() > 1) {
            node.setDomain(String.join(".", operator.subList(0, operator.size() - 1)));
        }
        if (tree.overload != null) {
            node.setOverload(Words.name(tree.overload));
        }
        if (tree.before != null && tree.after != null) {
            throw Words.error(tree.after, "the node has attributes before and behind its inputs");
        }
        tree.attributes().forEach(list -> list.attribute().forEach(a -> node.addAttribute(attributes.attribute(a))));
        var built = node.build();
        positions.put(built, ModelParser.at(tree.getStart()));
        return built;
    }

    /** A name that is left out is empty; nothing stands behind a last comma. */
    private static List<String> identifiers(IdentifiersContext tree) {
        var names = new ArrayList<String>();
        var current = "";
        for (int i = 0; i < tree.getChildCount(); i++) {
            if (tree.getChild(i) instanceof NameContext name) {
                current = Words.name(name);
            } else {
                names.add(current);
                current = "";
            }
        }
        boolean endsWithName = tree.getChildCount() > 0 && tree.getChild(tree.getChildCount() - 1) instanceof NameContext;
        if (endsWithName) {
            names.add(current);
        }
        return names;
    }
}

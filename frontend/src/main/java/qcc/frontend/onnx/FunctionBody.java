package qcc.frontend.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.frontend.onnx.text.Position;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.AttributeProto.AttributeType;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;

/** The nodes of a function with the attributes of a call in place of references to them. */
final class FunctionBody {
    private final Map<String, AttributeProto> given = new HashMap<>();
    private final Map<NodeProto, Position> positions;

    private FunctionBody(Map<NodeProto, Position> positions) {
        this.positions = positions;
    }

    /**
     * The nodes of a call. An attribute that is neither given nor has a default is left out.
     *
     * @param positions where nodes begin, by identity; those of the result are added
     * @throws IllegalArgumentException if an attribute has another kind than the function needs
     */
    static List<NodeProto> of(FunctionProto function, NodeAttributes call, Map<NodeProto, Position> positions) {
        var body = new FunctionBody(positions);
        function.getAttributeProtoList().forEach(a -> body.given.put(a.getName(), a));
        for (var name : formals(function)) {
            call.any(name).ifPresent(a -> body.given.put(name, a));
        }
        return function.getNodeList().stream().map(body::node).toList();
    }

    private static Set<String> formals(FunctionProto function) {
        var names = new HashSet<>(function.getAttributeList());
        function.getAttributeProtoList().forEach(a -> names.add(a.getName()));
        return names;
    }

    private NodeProto node(NodeProto node) {
        if (node.getAttributeList().stream().allMatch(FunctionBody::isClosed)) {
            return node;
        }
        var copy = node.toBuilder().clearAttribute();
        for (var attribute : node.getAttributeList()) {
            if (attribute.getRefAttrName().isEmpty()) {
                copy.addAttribute(closed(attribute));
            } else if (given.containsKey(attribute.getRefAttrName())) {
                copy.addAttribute(referred(attribute, given.get(attribute.getRefAttrName())));
            }
        }
        var result = copy.build();
        var position = positions.get(node);
        if (position != null) {
            positions.put(result, position);
        }
        return result;
    }

    private static boolean isClosed(AttributeProto attribute) {
        return attribute.getRefAttrName().isEmpty() && !attribute.hasG() && attribute.getGraphsCount() == 0;
    }

    private static AttributeProto referred(AttributeProto reference, AttributeProto value) {
        boolean isTyped = reference.getType() != AttributeType.UNDEFINED && value.getType() != AttributeType.UNDEFINED;
        if (isTyped && reference.getType() != value.getType()) {
            throw new IllegalArgumentException("expects the attribute '" + value.getName() + "' to be of kind " + reference.getType()
                    + ", not " + value.getType());
        }
        return value.toBuilder().setName(reference.getName()).build();
    }

    private AttributeProto closed(AttributeProto attribute) {
        if (isClosed(attribute)) {
            return attribute;
        }
        var copy = attribute.toBuilder();
        if (attribute.hasG()) {
            copy.setG(graph(attribute.getG()));
        }
        copy.clearGraphs().addAllGraphs(attribute.getGraphsList().stream().map(this::graph).toList());
        return copy.build();
    }

    private GraphProto graph(GraphProto graph) {
        return graph.toBuilder().clearNode().addAllNode(graph.getNodeList().stream().map(this::node).toList()).build();
    }
}

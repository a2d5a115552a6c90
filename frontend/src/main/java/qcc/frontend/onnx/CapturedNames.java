package qcc.frontend.onnx;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.frontend.onnx.wire.Onnx.ValueInfoProto;

/** Finds what graphs in the attributes of a node read from the graph around. */
final class CapturedNames {
    private CapturedNames() {}

    /** The inputs of a node, and what its graphs capture. */
    static List<String> reads(NodeProto node) {
        boolean isPlain = node.getAttributeList().stream().noneMatch(a -> a.hasG() || a.getGraphsCount() > 0);
        return isPlain ? node.getInputList() : List.copyOf(allReads(node));
    }

    private static Set<String> allReads(NodeProto node) {
        var names = new LinkedHashSet<String>(node.getInputList());
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                names.addAll(captured(attribute.getG()));
            }
            attribute.getGraphsList().forEach(g -> names.addAll(captured(g)));
        }
        return names;
    }

    private static Set<String> captured(GraphProto graph) {
        var names = new LinkedHashSet<String>();
        graph.getNodeList().forEach(n -> names.addAll(allReads(n)));
        graph.getOutputList().forEach(o -> names.add(o.getName()));
        var own = new HashSet<String>();
        graph.getInputList().stream().map(ValueInfoProto::getName).forEach(own::add);
        graph.getInitializerList().stream().map(TensorProto::getName).forEach(own::add);
        graph.getNodeList().forEach(n -> own.addAll(n.getOutputList()));
        names.removeAll(own);
        return names;
    }
}

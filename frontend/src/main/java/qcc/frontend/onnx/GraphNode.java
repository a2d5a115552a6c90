package qcc.frontend.onnx;

import java.util.List;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.ir.Location;

/**
 * A node with a name that messages can use.
 *
 * @param name the node's own name, or its operator and its position in the graph; behind the calls and branches around it
 * @param reads the names that the node and the graphs in its attributes read; empty for an input that is left out
 */
record GraphNode(NodeProto proto, String name, List<String> reads, Location location) {
    /** The node in a message. */
    String describe() {
        return "node \"" + name + "\" (" + proto.getOpType() + ")";
    }

    /** A fault of this node. */
    ImportException fault(String file, String message) {
        return ImportException.of(file, describe(), location, message);
    }
}

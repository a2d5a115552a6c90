package qcc.frontend.onnx;

import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.ir.Location;

/**
 * A node with a name that messages can use.
 *
 * @param name the node's own name, or its operator and its position in the file
 */
record GraphNode(NodeProto proto, String name, Location location) {
    static GraphNode of(NodeProto proto, int index, Location file) {
        var name = proto.getName().isEmpty() ? proto.getOpType() + "_" + index : proto.getName();
        return new GraphNode(proto, name, new Location.Name(name, file));
    }

    /** The node in a message. */
    String describe() {
        return "node \"" + name + "\" (" + proto.getOpType() + ")";
    }

    /** A fault of this node. */
    ImportException fault(String file, String message) {
        return ImportException.of(file, describe(), location, message);
    }
}

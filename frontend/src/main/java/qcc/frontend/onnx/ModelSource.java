package qcc.frontend.onnx;

import java.util.Map;
import qcc.frontend.onnx.text.Position;
import qcc.frontend.onnx.wire.Onnx.NodeProto;
import qcc.ir.Location;

/**
 * Where the parts of a model are found while it is imported.
 *
 * @param file what messages call the model
 * @param positions where nodes begin, by identity, if the model is a text
 * @param functions the functions that the model brings with it
 * @param tensors reads the elements of tensors
 */
record ModelSource(String file, Map<NodeProto, Position> positions, ModelFunctions functions, TensorReader tensors) {
    private static final Position NOWHERE = new Position(0, 0);

    /** The model as a place. */
    Location.File place() {
        return new Location.File(file, 0, 0);
    }

    /** Where a node is. */
    Location.File place(NodeProto node) {
        var position = positions.getOrDefault(node, NOWHERE);
        return new Location.File(file, position.line(), position.column());
    }

    /** Where a named part of the model is. */
    Location place(String name) {
        return new Location.Name(name, place());
    }
}

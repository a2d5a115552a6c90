package qcc.frontend.onnx;

import java.util.List;
import java.util.Optional;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;
import qcc.frontend.onnx.wire.Onnx.GraphProto;

/** Other graphs in place of a node. */
interface NodeExpansion {
    /**
     * The nodes of a function in place of the node, with the node's inputs and attributes.
     *
     * @return the function's outputs up to the first that is not supported
     */
    List<GraphValue> call(FunctionProto function);

    /**
     * The nodes of a graph in one of the node's attributes in place of the node; the graph has no inputs.
     *
     * @return its outputs
     */
    List<GraphValue> inline(GraphProto branch);

    /**
     * The integers or booleans of an input, if they follow from constants and known shapes.
     *
     * @param input counted from 0
     */
    Optional<long[]> known(int input);
}

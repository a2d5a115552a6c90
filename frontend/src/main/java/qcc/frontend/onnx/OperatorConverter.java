package qcc.frontend.onnx;

import java.util.List;

/** Writes a node as operations. */
@FunctionalInterface
interface OperatorConverter {
    /**
     * Creates the operations and gives the outputs of the node; outputs behind them are not supported and must not be used.
     *
     * @throws IllegalArgumentException if the node is not valid or asks for what is not supported; the message completes
     *     {@code node "x" (Conv): ...}
     */
    List<GraphValue> convert(NodeContext node);
}

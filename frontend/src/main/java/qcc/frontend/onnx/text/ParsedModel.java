package qcc.frontend.onnx.text;

import java.util.Map;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.NodeProto;

/**
 * A model that was read from a text.
 *
 * @param positions where each node begins, by identity
 */
public record ParsedModel(ModelProto model, Map<NodeProto, Position> positions) {}

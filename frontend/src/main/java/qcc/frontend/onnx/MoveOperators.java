package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.several;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.array.CenterCropPadOp;
import qcc.dialect.array.Col2ImOp;
import qcc.dialect.array.CompressOp;
import qcc.dialect.array.GatherElementsOp;
import qcc.dialect.array.GatherNdOp;
import qcc.dialect.array.NonZeroOp;
import qcc.dialect.array.ReverseSequenceOp;
import qcc.dialect.array.ScatterElementsOp;
import qcc.dialect.array.ScatterNdOp;
import qcc.dialect.array.ScatterReduction;
import qcc.dialect.array.TileOp;
import qcc.dialect.array.UniqueOp;
import qcc.ir.Value;

/** Operators that move elements, to and from places that are data. */
final class MoveOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("CenterCropPad", 18, "array.center_crop_pad", "", MoveOperators::centerCropPad), //
            computed("Col2Im", 18, "array.col2im", "", MoveOperators::col2Im), //
            computed("Compress", 9, "array.compress", "", MoveOperators::compress), //
            computed("GatherElements", 11, "array.gather_elements", "", MoveOperators::gatherElements), //
            computed("GatherND", 11, "array.gather_nd", "", MoveOperators::gatherNd), //
            computed("NonZero", 9, "array.non_zero", "",
                    node -> NonZeroOp.create(node.builder(), node.location(), node.input(0)).result()), //
            computed("ReverseSequence", 10, "array.reverse_sequence", "", MoveOperators::reverseSequence), //
            computed("Scatter", 9, "array.scatter_elements", "", MoveOperators::scatterElements), //
            computed("ScatterElements", 11, "array.scatter_elements", "", MoveOperators::scatterElements), //
            computed("ScatterND", 11, "array.scatter_nd", "", MoveOperators::scatterNd), //
            computed("Tile", 7, "array.tile", "", MoveOperators::tile), //
            several("Unique", 11, "array.unique", "", MoveOperators::unique));

    private MoveOperators() {}

    private static long axis(NodeContext node, long byDefault) {
        return NodeContext.axis(node.attributes().integer("axis").orElse(byDefault), node.type(0).rank());
    }

    /** An axis counted from the start, if the node names one. */
    private static Optional<Long> optionalAxis(NodeContext node) {
        return node.attributes().integer("axis").map(a -> (long) NodeContext.axis(a, node.type(0).rank()));
    }

    private static Value tile(NodeContext node) {
        return TileOp.create(node.builder(), node.location(), node.input(0), node.input(1)).result();
    }

    private static Value gatherElements(NodeContext node) {
        return GatherElementsOp.create(node.builder(), node.location(), node.input(0), node.input(1), axis(node, 0)).result();
    }

    private static Value gatherNd(NodeContext node) {
        long batchDims = node.attributes().integer("batch_dims").orElse(0L);
        return GatherNdOp.create(node.builder(), node.location(), node.input(0), node.input(1), batchDims).result();
    }

    private static ScatterReduction reduction(NodeContext node) {
        return ScatterReduction.of(node.attributes().text("reduction").orElse("none"));
    }

    private static Value scatterElements(NodeContext node) {
        return ScatterElementsOp
                .create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), axis(node, 0), reduction(node))
                .result();
    }

    private static Value scatterNd(NodeContext node) {
        return ScatterNdOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), reduction(node)).result();
    }

    private static Value reverseSequence(NodeContext node) {
        int rank = node.type(0).rank();
        long batchAxis = NodeContext.axis(node.attributes().integer("batch_axis").orElse(1L), rank);
        long timeAxis = NodeContext.axis(node.attributes().integer("time_axis").orElse(0L), rank);
        return ReverseSequenceOp.create(node.builder(), node.location(), node.input(0), node.input(1), batchAxis, timeAxis).result();
    }

    private static Value compress(NodeContext node) {
        return CompressOp.create(node.builder(), node.location(), node.input(0), node.input(1), optionalAxis(node)).result();
    }

    private static List<GraphValue> unique(NodeContext node) {
        var op = UniqueOp.create(node.builder(), node.location(), node.input(0), optionalAxis(node),
                node.attributes().flag("sorted", true));
        return op.results().stream().map(node::computed).toList();
    }

    private static Value centerCropPad(NodeContext node) {
        int rank = node.type(0).rank();
        var stated = node.attributes().integers("axes").orElseGet(() -> LongStream.range(0, rank).toArray());
        NodeContext.axes(stated, rank);
        var axes = LongStream.of(stated).map(a -> NodeContext.axis(a, rank)).toArray();
        return CenterCropPadOp.create(node.builder(), node.location(), node.input(0), node.input(1), axes).result();
    }

    private static Value col2Im(NodeContext node) {
        int rank = ShapeOperators.listLength(node, 1);
        var strides = list(node, "strides", rank, 1);
        var dilations = list(node, "dilations", rank, 1);
        var pads = list(node, "pads", 2 * rank, 0);
        return Col2ImOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.input(2), strides, dilations, pads)
                .result();
    }

    private static long[] list(NodeContext node, String name, int length, long byDefault) {
        return node.attributes().integers(name).orElseGet(() -> LongStream.generate(() -> byDefault).limit(length).toArray());
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.several;

import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.array.ArgExtremeOp;
import qcc.dialect.array.CumulativeOp;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.array.ReduceOp;
import qcc.dialect.array.TopKOp;
import qcc.dialect.nn.MeanOp;
import qcc.ir.FloatType;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Reductions along axes; a mean of reals along known axes is an operation that devices have. */
final class ReductionOperators {
    /** The first version in which ReduceSum has its axes as an input; the others follow. */
    private static final int SUM_AXES_INPUT = 13;
    private static final int AXES_INPUT = 18;
    /** The first version of TopK with the count as an input. */
    private static final int COUNT_INPUT = 10;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("ArgMax", 1, "array.arg_extreme", "", node -> argExtreme(node, false)), //
            computed("ArgMin", 1, "array.arg_extreme", "", node -> argExtreme(node, true)), //
            cumulative("CumProd", 26, "product"), //
            cumulative("CumSum", 11, "sum"), //
            reduction("ReduceL1", ReduceFunction.L1), //
            reduction("ReduceL2", ReduceFunction.L2), //
            reduction("ReduceLogSum", ReduceFunction.LOG_SUM), //
            reduction("ReduceLogSumExp", ReduceFunction.LOG_SUM_EXP), //
            reduction("ReduceMax", ReduceFunction.MAX), //
            computed("ReduceMean", 1, "nn.mean, array.reduce", "", ReductionOperators::mean).onDevices(), //
            reduction("ReduceMin", ReduceFunction.MIN), //
            reduction("ReduceProd", ReduceFunction.PRODUCT), //
            computed("ReduceSum", 1, "array.reduce", "", node -> reduce(node, ReduceFunction.SUM, SUM_AXES_INPUT)), //
            reduction("ReduceSumSquare", ReduceFunction.SUM_SQUARE), //
            several("TopK", 1, "array.top_k", "", ReductionOperators::largest));

    private ReductionOperators() {}

    private static OnnxOperator reduction(String name, ReduceFunction function) {
        return computed(name, 1, "array.reduce", "", node -> reduce(node, function, AXES_INPUT));
    }

    private static OnnxOperator cumulative(String name, int since, String function) {
        return computed(name, since, "array.cumulative", "", node -> {
            boolean exclusive = node.attributes().flag("exclusive", false);
            boolean reverse = node.attributes().flag("reverse", false);
            return CumulativeOp.create(node.builder(), node.location(), node.input(0), node.input(1), function, exclusive, reverse)
                    .result();
        });
    }

    private static Value argExtreme(NodeContext node, boolean smallest) {
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(0L), node.type(0).rank());
        boolean keep = node.attributes().flag("keepdims", true);
        boolean last = node.attributes().flag("select_last_index", false);
        return ArgExtremeOp.create(node.builder(), node.location(), node.input(0), axis, smallest, keep, last).result();
    }

    /** Results are sorted even where they need not be. */
    private static List<GraphValue> largest(NodeContext node) {
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(-1L), node.type(0).rank());
        boolean largest = node.attributes().flag("largest", true);
        node.attributes().ignore("sorted");
        var k = node.opset() >= COUNT_INPUT
                ? node.input(1)
                : node.constant(TensorData
                        .ofLongs(node.attributes().integer("k").orElseThrow(() -> new IllegalArgumentException("lacks 'k'"))));
        var op = TopKOp.create(node.builder(), node.location(), node.input(0), k, axis, largest);
        return List.of(node.computed(op.result(0)), node.computed(op.result(1)));
    }

    private static Value mean(NodeContext node) {
        boolean computedAxes = node.opset() >= AXES_INPUT && node.hasInput(1) && node.integersIfKnown(1).isEmpty();
        if (computedAxes || !(node.type(0).element() instanceof FloatType)) {
            return reduce(node, ReduceFunction.MEAN, AXES_INPUT);
        }
        var stated = node.attributeOrInput("axes", 1, AXES_INPUT).orElse(new long[0]);
        boolean none = node.attributes().flag("noop_with_empty_axes", false);
        int rank = node.type(0).rank();
        var axes = stated.length > 0 || none ? NodeContext.axes(stated, rank) : all(rank);
        boolean keep = node.attributes().flag("keepdims", true);
        return MeanOp.create(node.builder(), node.location(), node.input(0), axes, keep).result();
    }

    /** Without axes all are reduced, or none if {@code noop_with_empty_axes} says so: then the function is applied to each element. */
    private static Value reduce(NodeContext node, ReduceFunction function, int axesInputSince) {
        boolean keep = node.attributes().flag("keepdims", true);
        boolean noneIfEmpty = node.attributes().flag("noop_with_empty_axes", false);
        boolean input = node.opset() >= axesInputSince;
        var stated = input ? node.integersIfKnown(1) : node.attributes().integers("axes");
        boolean empty = input && node.hasInput(1) ? node.type(1).shape().equals(Shape.of(0)) : stated.map(a -> a.length == 0).orElse(true);
        Value axes;
        if (empty) {
            axes = node.constant(TensorData.ofLongs(noneIfEmpty ? new long[0] : all(node.type(0).rank())));
        } else {
            axes = input ? node.input(1) : node.constant(TensorData.ofLongs(stated.orElseThrow()));
        }
        return ReduceOp.create(node.builder(), node.location(), node.input(0), axes, function, keep).result();
    }

    private static long[] all(int rank) {
        return LongStream.range(0, rank).toArray();
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.Window;
import qcc.ir.Value;

/** Pools and reductions. */
final class PoolOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("AveragePool", 7, "nn.avg_pool", "", PoolOperators::averagePool), //
            computed("GlobalAveragePool", 7, "nn.mean", "", PoolOperators::globalAveragePool), //
            computed("LRN", 7, "nn.lrn", "floating point only", PoolOperators::responseNormalization), //
            computed("MaxPool", 7, "nn.max_pool", "no indices; floating point only", PoolOperators::maxPool));

    private PoolOperators() {}

    /** Padding takes no part in a maximum, so that what {@code ceil_mode} adds is padding. */
    static Value maxPool(NodeContext node) {
        node.attributes().ignore("storage_order");
        var window = WindowAttributes.of(node, kernel(node));
        return MaxPoolOp.create(node.builder(), node.location(), node.input(0), window.withOverhang(), Layout.NCHW).result();
    }

    /**
     * The divisor counts stated pads if {@code count_include_pad} says so, but never what {@code ceil_mode} adds. Where both meet, stated
     * pads become an operation of their own.
     */
    static Value averagePool(NodeContext node) {
        var window = WindowAttributes.of(node, kernel(node));
        boolean countPads = node.attributes().flag("count_include_pad", false);
        if (countPads && window.hasOverhang()) {
            return AvgPoolOp
                    .create(node.builder(), node.location(), padded(node, window.window()), onlyOverhang(window), false, Layout.NCHW)
                    .result();
        }
        return AvgPoolOp.create(node.builder(), node.location(), node.input(0), window.withOverhang(), countPads, Layout.NCHW).result();
    }

    private static Value padded(NodeContext node, Window window) {
        int rank = node.type(0).rank();
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < window.rank(); i++) {
            low[i + 2] = window.padBefore(i);
            high[i + 2] = window.padAfter(i);
        }
        return PadOp.create(node.builder(), node.location(), node.input(0), low, high, 0).result();
    }

    private static Window onlyOverhang(WindowAttributes attributes) {
        var window = attributes.window();
        var none = LongStream.generate(() -> 0).limit(window.rank());
        var pads = LongStream.concat(none, attributes.overhang().stream().mapToLong(Long::longValue));
        return new Window(window.kernel(), window.strides(), window.dilations(), pads.boxed().toList());
    }

    private static long[] kernel(NodeContext node) {
        return node.attributes().integers("kernel_shape").orElseThrow(() -> new IllegalArgumentException("lacks 'kernel_shape'"));
    }

    static Value globalAveragePool(NodeContext node) {
        int rank = node.type(0).rank();
        if (rank < 3) {
            throw new IllegalArgumentException("expects an input of rank 3 or more, not " + node.type(0));
        }
        return MeanOp.create(node.builder(), node.location(), node.input(0), LongStream.range(2, rank).toArray(), true).result();
    }

    static Value responseNormalization(NodeContext node) {
        var attributes = node.attributes();
        long size = attributes.integer("size").orElseThrow(() -> new IllegalArgumentException("lacks 'size'"));
        double alpha = attributes.real("alpha").orElse(1e-4f);
        double beta = attributes.real("beta").orElse(0.75f);
        double bias = attributes.real("bias").orElse(1f);
        return LrnOp.create(node.builder(), node.location(), node.input(0), alpha, beta, bias, size).result();
    }
}

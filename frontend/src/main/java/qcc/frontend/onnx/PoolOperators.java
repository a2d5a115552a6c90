package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.several;

import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.array.ReduceFunction;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.LrnOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.Window;
import qcc.ir.FloatType;
import qcc.ir.Value;

/** Pools and reductions. */
final class PoolOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("AveragePool", 7, "nn.avg_pool", "", PoolOperators::averagePool), //
            computed("GlobalAveragePool", 1, "nn.mean", "", PoolOperators::globalAveragePool), //
            computed("GlobalLpPool", 2, "array.reduce, array.binary", "", PoolOperators::globalLpPool), //
            computed("GlobalMaxPool", 1, "array.reduce", "", PoolOperators::globalMaxPool), //
            computed("LRN", 1, "nn.lrn", "floating point only", PoolOperators::responseNormalization).onHost(), //
            computed("LpPool", 2, "nn.avg_pool, array.binary", "", PoolOperators::lpPool), //
            several("MaxPool", 1, "nn.max_pool, array.max_pool", "", PoolOperators::maxPool).onDevices());

    private PoolOperators() {}

    /**
     * Padding takes no part in a maximum, so that what {@code ceil_mode} adds is padding. Integers and indices take the general operation.
     */
    private static List<GraphValue> maxPool(NodeContext node) {
        boolean columnMajor = node.attributes().flag("storage_order", false);
        var window = WindowAttributes.of(node, kernel(node)).withOverhang();
        boolean isFloat = node.type(0).element() instanceof FloatType type && type.width() <= FloatType.F32.width();
        if (isFloat && !node.hasOutput(1)) {
            var pool = MaxPoolOp.create(node.builder(), node.location(), node.input(0), window, Layout.NCHW);
            return List.of(node.computed(pool.result()));
        }
        var pool = qcc.dialect.array.MaxPoolOp.create(node.builder(), node.location(), node.input(0), window, columnMajor);
        return List.of(node.computed(pool.result(0)), node.computed(pool.result(1)));
    }

    /** {@code (sum |x|^p)^(1/p)}: padding adds nothing, so that the sum is the mean over all of the window times its elements. */
    private static Value lpPool(NodeContext node) {
        long p = exponent(node);
        var attributes = WindowAttributes.of(node, kernel(node));
        var window = attributes.withOverhang();
        var of = new RealArithmetic(node);
        var powers = NormalizationOperators.powers(node, node.input(0), p);
        var none = LongStream.generate(() -> 0).limit(2L * window.rank()).boxed().toList();
        var bare = new Window(window.kernel(), window.strides(), window.dilations(), none);
        var mean = AvgPoolOp.create(node.builder(), node.location(), padded(node, powers, window), bare, true, Layout.NCHW).result();
        long taps = window.kernel().stream().reduce(1L, (a, b) -> a * b);
        return NormalizationOperators.root(node, of.times(mean, of.number(taps, mean)), p);
    }

    private static long exponent(NodeContext node) {
        long p = node.attributes().integer("p").orElse(2L);
        if (p < 1) {
            throw new IllegalArgumentException("has p = " + p + ", which must be at least 1");
        }
        return p;
    }

    private static Value globalLpPool(NodeContext node) {
        long p = exponent(node);
        var sum = new RealArithmetic(node).reduce(ReduceFunction.SUM, NormalizationOperators.powers(node, node.input(0), p),
                spatialAxes(node));
        return NormalizationOperators.root(node, sum, p);
    }

    private static Value globalMaxPool(NodeContext node) {
        return new RealArithmetic(node).reduce(ReduceFunction.MAX, node.input(0), spatialAxes(node));
    }

    private static long[] spatialAxes(NodeContext node) {
        int rank = node.type(0).rank();
        if (rank < 3) {
            throw new IllegalArgumentException("expects an input of rank 3 or more, not " + node.type(0));
        }
        return LongStream.range(2, rank).toArray();
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
                    .create(node.builder(), node.location(), padded(node, node.input(0), window.window()), onlyOverhang(window), false,
                            Layout.NCHW)
                    .result();
        }
        return AvgPoolOp.create(node.builder(), node.location(), node.input(0), window.withOverhang(), countPads, Layout.NCHW).result();
    }

    private static Value padded(NodeContext node, Value input, Window window) {
        int rank = node.type(0).rank();
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < window.rank(); i++) {
            low[i + 2] = window.padBefore(i);
            high[i + 2] = window.padAfter(i);
        }
        return PadOp.create(node.builder(), node.location(), input, low, high, 0).result();
    }

    private static Window onlyOverhang(WindowAttributes attributes) {
        var window = attributes.window();
        var none = LongStream.generate(() -> 0).limit(window.rank());
        var pads = LongStream.concat(none, attributes.overhang().stream().mapToLong(Long::longValue));
        return new Window(window.kernel(), window.strides(), window.dilations(), pads.boxed().toList());
    }

    /** The attribute that gives the kernel. */
    static long[] kernel(NodeContext node) {
        return node.attributes().integers("kernel_shape").orElseThrow(() -> new IllegalArgumentException("lacks 'kernel_shape'"));
    }

    static Value globalAveragePool(NodeContext node) {
        return MeanOp.create(node.builder(), node.location(), node.input(0), spatialAxes(node), true).result();
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

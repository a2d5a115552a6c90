package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import qcc.dialect.array.PadMode;
import qcc.dialect.nn.DynamicPadOp;
import qcc.dialect.nn.DynamicSliceOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.SliceOp;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Operators that cut off or add elements at the ends of axes. */
final class SliceOperators {
    /** The bounds of a slice: one entry for each of its axes. */
    private record Bounds(long[] starts, long[] ends, long[] axes, long[] steps) {
        Bounds {
            if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
                throw new IllegalArgumentException("has " + starts.length + " starts, " + ends.length + " ends, " + axes.length
                        + " axes and " + steps.length + " steps");
            }
        }
    }

    /** Elements taken of one axis. */
    private record Span(long start, long size, long step) {
        /** The elements from start to end, exclusive, in ONNX's terms: negative bounds count from the end, and all are clamped. */
        static Span of(long dimension, long start, long end, long step) {
            if (step == 0) {
                throw new IllegalArgumentException("has a step of 0");
            }
            if (dimension == 0) {
                return new Span(0, 0, 1);
            }
            boolean forward = step > 0;
            long first = Math.clamp(start < 0 ? start + dimension : start, 0, forward ? dimension : dimension - 1);
            long last = Math.clamp(end < 0 ? end + dimension : end, forward ? 0 : -1, forward ? dimension : dimension - 1);
            long distance = forward ? last - first : first - last;
            long stride = forward ? step : -Math.max(step, -Long.MAX_VALUE);
            long size = distance <= 0 ? 0 : (distance - 1) / stride + 1;
            return new Span(size == 0 ? 0 : first, size, size < 2 ? 1 : step);
        }
    }

    /** The first version of Pad whose amounts and value are inputs, and the first that has axes. */
    private static final int PAD_INPUTS = 11;
    private static final int PAD_AXES = 18;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("Pad", 7, "nn.pad, nn.dynamic_pad, array.pad", "", SliceOperators::pad).onDevices(), //
            computed("Slice", 7, "nn.slice, nn.dynamic_slice", "", SliceOperators::slice));

    private SliceOperators() {}

    /** Constant bounds on an input of known shape are a static slice; {@code resolve-shapes} evaluates the others. */
    static Value slice(NodeContext node) {
        var input = node.type(0);
        var bounds = bounds(node);
        if (bounds.isEmpty()) {
            return dynamicSlice(node, Optional.empty(), ShapeOperators.unknown(input.rank()));
        }
        var spans = new Span[input.rank()];
        var dimensions = input.shape().toArray();
        for (int i = 0; i < dimensions.length; i++) {
            spans[i] = new Span(0, dimensions[i], 1);
        }
        var axes = normalized(bounds.get().axes(), input.rank());
        for (int i = 0; i < axes.length; i++) {
            int axis = axes[i];
            if (dimensions[axis] != Shape.DYNAMIC) {
                spans[axis] = Span.of(dimensions[axis], bounds.get().starts()[i], bounds.get().ends()[i], bounds.get().steps()[i]);
            }
        }
        var sizes = Arrays.stream(spans).mapToLong(Span::size).toArray();
        if (!input.shape().isStatic()) {
            return dynamicSlice(node, bounds, Shape.of(sizes));
        }
        var starts = Arrays.stream(spans).mapToLong(Span::start).toArray();
        var steps = Arrays.stream(spans).mapToLong(Span::step).toArray();
        return SliceOp.create(node.builder(), node.location(), node.input(0), starts, sizes, steps).result();
    }

    /** In the order given, without repetition. */
    private static int[] normalized(long[] axes, int rank) {
        NodeContext.axes(axes, rank);
        return Arrays.stream(axes).mapToInt(a -> NodeContext.axis(a, rank)).toArray();
    }

    /** The bounds if all are constant: attributes before version 10, inputs from then on. */
    private static Optional<Bounds> bounds(NodeContext node) {
        boolean inputs = node.opset() >= 10;
        var starts = inputs ? node.graphInput(1).data().map(TensorData::toLongs) : node.attributes().integers("starts");
        var ends = inputs ? node.graphInput(2).data().map(TensorData::toLongs) : node.attributes().integers("ends");
        if (!inputs && (starts.isEmpty() || ends.isEmpty())) {
            throw new IllegalArgumentException("lacks 'starts' or 'ends'");
        }
        if (starts.isEmpty() || ends.isEmpty() || inputs && (isComputed(node, 3) || isComputed(node, 4))) {
            return Optional.empty();
        }
        int count = starts.get().length;
        var axes = inputs ? node.integers(3, "axes") : node.attributes().integers("axes");
        var steps = inputs ? node.integers(4, "steps") : Optional.<long[]>empty();
        return Optional.of(new Bounds(starts.get(), ends.get(), axes.orElseGet(() -> LongStream.range(0, count).toArray()),
                steps.orElseGet(() -> LongStream.generate(() -> 1).limit(count).toArray())));
    }

    private static boolean isComputed(NodeContext node, int input) {
        return node.hasInput(input) && node.data(input).isEmpty();
    }

    private static Value dynamicSlice(NodeContext node, Optional<Bounds> bounds, Shape shape) {
        var operands = bounds.map(b -> constants(node, b)).orElseGet(() -> inputs(node));
        return DynamicSliceOp.create(node.builder(), node.location(), node.input(0), operands, node.type(0).withShape(shape)).result();
    }

    private static List<Value> constants(NodeContext node, Bounds bounds) {
        return List.of(constant(node, bounds.starts()), constant(node, bounds.ends()), constant(node, bounds.axes()),
                constant(node, bounds.steps()));
    }

    private static Value constant(NodeContext node, long[] values) {
        return node.constant(TensorData.ofLongs(values));
    }

    private static List<Value> inputs(NodeContext node) {
        int count = ShapeOperators.listLength(node, 1);
        var axes = node.optionalInput(3).orElseGet(() -> constant(node, LongStream.range(0, count).toArray()));
        var steps = node.optionalInput(4).orElseGet(() -> constant(node, LongStream.generate(() -> 1).limit(count).toArray()));
        return List.of(node.input(1), node.input(2), axes, steps);
    }

    /**
     * Amounts and value are attributes before version 11 and inputs from then on; version 18 adds axes. Zeros and other known values around
     * all axes have operations of the network; borders made of the elements, and computed values and axes, one of the host.
     */
    static Value pad(NodeContext node) {
        var mode = PadMode.of(node.attributes().text("mode").orElse("constant"));
        boolean inputs = node.opset() >= PAD_INPUTS;
        var amounts = inputs ? node.graphInput(1).data().map(TensorData::toLongs) : node.attributes().integers("pads");
        if (!inputs && amounts.isEmpty()) {
            throw new IllegalArgumentException("lacks 'pads'");
        }
        boolean isValueKnown = !inputs || !node.hasInput(2) || node.data(2).isPresent();
        boolean hasAxes = node.opset() >= PAD_AXES && node.hasInput(3);
        boolean areAxesKnown = !hasAxes || node.data(3).isPresent();
        if (mode == PadMode.CONSTANT && isValueKnown && areAxesKnown && (amounts.isPresent() || !hasAxes)) {
            double value = inputs
                    ? node.scalar(2, "constant_value").orElse(0.0)
                    : node.attributes().real("value").map(Float::doubleValue).orElse(0.0);
            return amounts.isPresent() ? staticPad(node, amounts.get(), value) : dynamicPad(node, value);
        }
        return arrayPad(node, mode, amounts, hasAxes);
    }

    private static Value dynamicPad(NodeContext node, double value) {
        var type = node.type(0).withShape(ShapeOperators.unknown(node.type(0).rank()));
        return DynamicPadOp.create(node.builder(), node.location(), node.input(0), node.input(1), value, type).result();
    }

    private static Value arrayPad(NodeContext node, PadMode mode, Optional<long[]> amounts, boolean hasAxes) {
        node.attributes().ignore("value");
        amounts.ifPresent(all -> Arrays.stream(all).forEach(SliceOperators::checked));
        var pads = amounts.map(a -> constant(node, a)).orElseGet(() -> node.input(1));
        var axes = hasAxes ? node.input(3) : constant(node, LongStream.range(0, node.type(0).rank()).toArray());
        var value = node.opset() >= PAD_INPUTS && node.hasInput(2) ? node.input(2) : node.constant(TensorData.zero(node.type(0).element()));
        return qcc.dialect.array.PadOp.create(node.builder(), node.location(), node.input(0), pads, value, axes, mode).result();
    }

    private static Value staticPad(NodeContext node, long[] amounts, double value) {
        int rank = node.type(0).rank();
        var all = LongStream.range(0, rank).toArray();
        var axes = normalized(node.opset() < PAD_AXES ? all : node.integers(3, "axes").orElse(all), rank);
        if (amounts.length != 2 * axes.length) {
            throw new IllegalArgumentException("has " + amounts.length + " pads for " + axes.length + " axes");
        }
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < axes.length; i++) {
            low[axes[i]] = checked(amounts[i]);
            high[axes[i]] = checked(amounts[axes.length + i]);
        }
        return PadOp.create(node.builder(), node.location(), node.input(0), low, high, value).result();
    }

    private static long checked(long amount) {
        if (Math.absExact(amount) > Limits.ELEMENTS) {
            throw new IllegalArgumentException("has a pad of " + amount + " elements");
        }
        return amount;
    }
}

package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;
import static qcc.frontend.onnx.OnnxOperator.several;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DynamicSliceOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.TransposeOp;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Operators that cut an array into blocks or join blocks: they become slices, reshapes and transpositions. */
final class BlockOperators {
    /** The first version of Split whose sizes are an input, and the first that states the number of outputs. */
    private static final int SPLIT_INPUT = 13;
    private static final int SPLIT_NUMBER = 18;

    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("DepthToSpace", 7, "nn.reshape, nn.transpose", "at most one unknown dimension", BlockOperators::depthToSpace), //
            computed("SpaceToDepth", 7, "nn.reshape, nn.transpose", "at most one unknown dimension", BlockOperators::spaceToDepth), //
            several("Split", 7, "nn.slice, nn.dynamic_slice", "", BlockOperators::split));

    private BlockOperators() {}

    /** Sizes are an attribute, an input, or follow from the number of outputs; then only the last part may be smaller. */
    private static List<GraphValue> split(NodeContext node) {
        int axis = NodeContext.axis(node.attributes().integer("axis").orElse(0L), node.type(0).rank());
        long number = node.attributes().integer("num_outputs").orElse((long) node.outputCount());
        boolean input = node.opset() >= SPLIT_INPUT;
        if (input && node.hasInput(1) && node.data(1).isEmpty()) {
            return splitAtComputed(node, axis);
        }
        var stated = input ? node.data(1).map(TensorData::toLongs) : node.attributes().integers("split");
        long dimension = node.type(0).dimension(axis);
        if (stated.isEmpty() && dimension == Shape.DYNAMIC) {
            return splitEvenly(node, axis, number);
        }
        var sizes = stated.orElseGet(() -> evenSizes(node, dimension, number));
        var ends = sizes.clone();
        Arrays.parallelPrefix(ends, Math::addExact);
        if (sizes.length < node.outputCount() || Arrays.stream(sizes).anyMatch(s -> s < 0)
                || dimension != Shape.DYNAMIC && (sizes.length == 0 ? 0 : ends[sizes.length - 1]) != dimension) {
            throw new IllegalArgumentException("splits an axis of " + Shape.of(dimension) + " elements for " + node.outputCount()
                    + " outputs into parts of " + Arrays.toString(sizes));
        }
        var parts = new ArrayList<GraphValue>();
        for (int i = 0; i < sizes.length; i++) {
            parts.add(node.computed(part(node, axis, ends[i] - sizes[i], sizes[i])));
        }
        return parts;
    }

    private static long[] evenSizes(NodeContext node, long dimension, long number) {
        if (number < 1 || number > Limits.RANK << 16) {
            throw new IllegalArgumentException("splits into " + number + " parts");
        }
        if (node.opset() < SPLIT_NUMBER && dimension % number != 0) {
            throw new IllegalArgumentException("splits an axis of " + dimension + " elements into " + number + " equal parts");
        }
        long size = Math.ceilDiv(dimension, number);
        return LongStream.range(0, number).map(i -> Math.clamp(dimension - i * size, 0, size)).toArray();
    }

    private static Value part(NodeContext node, int axis, long start, long size) {
        var type = node.type(0);
        var shape = type.shape().with(axis, size);
        if (type.shape().isStatic()) {
            var starts = new long[type.rank()];
            starts[axis] = start;
            var steps = LongStream.generate(() -> 1).limit(type.rank()).toArray();
            return SliceOp.create(node.builder(), node.location(), node.input(0), starts, shape.toArray(), steps).result();
        }
        return dynamicPart(node, axis, longs(node, start), longs(node, start + size), shape);
    }

    private static Value dynamicPart(NodeContext node, int axis, Value start, Value end, Shape shape) {
        return DynamicSliceOp.create(node.builder(), node.location(), node.input(0), List.of(start, end, longs(node, axis), longs(node, 1)),
                node.type(0).withShape(shape)).result();
    }

    private static Value longs(NodeContext node, long... values) {
        return node.constant(TensorData.ofLongs(values));
    }

    /** Parts of {@code ceil(dimension / number)} elements of an axis of unknown size. */
    private static List<GraphValue> splitEvenly(NodeContext node, int axis, long number) {
        Value dimension = ShapeOfOp.create(node.builder(), node.location(), node.input(0), axis, axis + 1L).result();
        Value rounded = AddOp.create(node.builder(), node.location(), dimension, longs(node, number - 1)).result();
        Value size = DivOp.create(node.builder(), node.location(), rounded, longs(node, number)).result();
        var parts = new ArrayList<GraphValue>();
        for (long i = 0; i < number; i++) {
            Value start = MulOp.create(node.builder(), node.location(), size, longs(node, i)).result();
            Value end = AddOp.create(node.builder(), node.location(), start, size).result();
            parts.add(node.computed(dynamicPart(node, axis, start, end, node.type(0).shape().with(axis, Shape.DYNAMIC))));
        }
        return parts;
    }

    /** Parts whose sizes are data. */
    private static List<GraphValue> splitAtComputed(NodeContext node, int axis) {
        int number = ShapeOperators.listLength(node, 1);
        var parts = new ArrayList<GraphValue>();
        var start = longs(node, 0);
        for (int i = 0; i < number; i++) {
            Value size = SliceOp.create(node.builder(), node.location(), node.input(1), new long[]{i}, new long[]{1}, new long[]{1})
                    .result();
            Value end = AddOp.create(node.builder(), node.location(), start, size).result();
            parts.add(node.computed(dynamicPart(node, axis, start, end, node.type(0).shape().with(axis, Shape.DYNAMIC))));
            start = end;
        }
        return parts;
    }

    /** Whether the blocks stand in front of the channels (DCR) or behind them (CRD). */
    private static boolean areBlocksFirst(NodeContext node) {
        return switch (node.attributes().text("mode").orElse("DCR")) {
            case "DCR" -> true;
            case "CRD" -> false;
            case String other -> throw new IllegalArgumentException("has the mode '" + other + "', which is not known");
        };
    }

    private static Value depthToSpace(NodeContext node) {
        var shape = map(node);
        long block = blockSize(node);
        boolean blocksFirst = areBlocksFirst(node);
        long channels = quotient(shape.dimension(1), block * block, "channels");
        long height = shape.dimension(2);
        long width = shape.dimension(3);
        var split = blocksFirst
                ? Shape.of(shape.dimension(0), block, block, channels, height, width)
                : Shape.of(shape.dimension(0), channels, block, block, height, width);
        var order = blocksFirst ? new long[]{0, 3, 4, 1, 5, 2} : new long[]{0, 1, 4, 2, 5, 3};
        return rearranged(node, split, order, Shape.of(shape.dimension(0), channels, product(height, block), product(width, block)));
    }

    private static Value spaceToDepth(NodeContext node) {
        var shape = map(node);
        long block = blockSize(node);
        long height = quotient(shape.dimension(2), block, "rows");
        long width = quotient(shape.dimension(3), block, "columns");
        var split = Shape.of(shape.dimension(0), shape.dimension(1), height, block, width, block);
        var order = areBlocksFirst(node) ? new long[]{0, 3, 5, 1, 2, 4} : new long[]{0, 1, 3, 5, 2, 4};
        return rearranged(node, split, order,
                Shape.of(shape.dimension(0), product(shape.dimension(1), block * block), height, width));
    }

    private static Shape map(NodeContext node) {
        var shape = node.type(0).shape();
        if (shape.rank() != 4) {
            throw new IllegalArgumentException("expects an input of rank 4, not " + shape);
        }
        if (LongStream.of(shape.toArray()).filter(d -> d == Shape.DYNAMIC).count() > 1) {
            throw new IllegalArgumentException("has an input of shape " + shape + "; give the shape of the model's input (--shape)");
        }
        return shape;
    }

    private static long blockSize(NodeContext node) {
        long block = node.attributes().integer("blocksize").orElseThrow(() -> new IllegalArgumentException("lacks 'blocksize'"));
        if (block < 1 || block > Limits.ELEMENTS >> 20) {
            throw new IllegalArgumentException("has the block size " + block);
        }
        return block;
    }

    private static long quotient(long dimension, long divisor, String what) {
        if (dimension != Shape.DYNAMIC && dimension % divisor != 0) {
            throw new IllegalArgumentException("has " + dimension + " " + what + ", which is no multiple of " + divisor);
        }
        return dimension == Shape.DYNAMIC ? Shape.DYNAMIC : dimension / divisor;
    }

    private static long product(long dimension, long factor) {
        return dimension == Shape.DYNAMIC ? Shape.DYNAMIC : Math.multiplyExact(dimension, factor);
    }

    private static Value rearranged(NodeContext node, Shape split, long[] order, Shape joined) {
        Value parts = ReshapeOp.create(node.builder(), node.location(), node.input(0), split).result();
        Value moved = TransposeOp.create(node.builder(), node.location(), parts, order).result();
        return ReshapeOp.create(node.builder(), node.location(), moved, joined).result();
    }
}

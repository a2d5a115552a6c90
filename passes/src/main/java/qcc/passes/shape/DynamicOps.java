package qcc.passes.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.Broadcast;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.DynamicPadOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.DynamicSliceOp;
import qcc.dialect.nn.ExpandOp;
import qcc.dialect.nn.GatherOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.ShapeOfOp;
import qcc.dialect.nn.SliceOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.FloatType;
import qcc.ir.OpBuilder;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.ConstantData;

/**
 * The static form of operations whose shape or bounds are operands, once these are constants.
 *
 * <pre>
 * dynamic_reshape %x, [0, -1]     ->  reshape %x
 * dynamic_slice %x, constants     ->  slice %x {starts, sizes, steps}
 * dynamic_pad %x, [l.., h..]      ->  pad %x {low, high}
 * constant_of_shape [2, 3]        ->  constant, a splat
 * expand %x, [4, 3]               ->  mul %x, splat 1
 * gather %x, [1, 3, 5]            ->  slice %x with step 2; any other indices: slices and a concat
 * </pre>
 */
final class DynamicOps {
    private final OpBuilder builder;

    DynamicOps(OpBuilder builder) {
        this.builder = builder;
    }

    /**
     * The replacement at the builder's insertion point; nothing if an operand is not known.
     *
     * @throws IllegalArgumentException if the constants do not fit the input
     */
    Optional<Value> toStatic(NnDynamic op) {
        return switch (op) {
            case ConstantOfShapeOp c -> longs(c.shape()).map(shape -> fill(c, shape));
            case DynamicPadOp p -> longs(p.pads()).filter(_ -> isStatic(p.input())).map(pads -> pad(p, pads));
            case DynamicReshapeOp r -> longs(r.shape()).filter(_ -> isStatic(r.input())).map(shape -> reshape(r, shape));
            case DynamicSliceOp s -> slice(s);
            case ExpandOp e -> longs(e.shape()).filter(_ -> isStatic(e.input())).map(shape -> expand(e, shape));
            case GatherOp g -> longs(g.indices()).filter(_ -> isStatic(g.input())).map(indices -> gather(g, indices));
            case ShapeOfOp _ -> Optional.empty();
        };
    }

    private static Optional<long[]> longs(Value value) {
        return ConstantData.of(value).map(ConstantData::longs);
    }

    private static boolean isStatic(Value value) {
        return shape(value).isStatic();
    }

    private static Shape shape(Value value) {
        return ((TensorType) value.type()).shape();
    }

    private Value fill(ConstantOfShapeOp op, long[] shape) {
        var type = ((TensorType) op.result().type()).withShape(Shape.of(shape));
        boolean empty = type.shape().elements() == 0;
        var element = op.value().rawBytes();
        var bytes = new byte[empty ? 0 : element.remaining()];
        element.get(bytes);
        return ConstantOp.create(builder, op.location(), DenseElementsAttr.ofBytes(type, bytes)).result();
    }

    private Value pad(DynamicPadOp op, long[] pads) {
        int rank = shape(op.input()).rank();
        if (pads.length != 2 * rank) {
            throw new IllegalArgumentException("has " + pads.length + " pads for a tensor of rank " + rank);
        }
        return PadOp.create(builder, op.location(), op.input(), Arrays.copyOf(pads, rank), Arrays.copyOfRange(pads, rank, 2 * rank),
                op.value()).result();
    }

    private Value reshape(DynamicReshapeOp op, long[] shape) {
        var input = shape(op.input());
        var target = shape.clone();
        for (int i = 0; i < target.length; i++) {
            if (target[i] == 0 && !op.allowZero()) {
                if (i >= input.rank()) {
                    throw new IllegalArgumentException("copies dimension " + i + " of a tensor of rank " + input.rank());
                }
                target[i] = input.dimension(i);
            } else if (target[i] == -1) {
                target[i] = Shape.DYNAMIC;
            } else if (target[i] < 0) {
                throw new IllegalArgumentException("cannot reshape to " + Arrays.toString(shape));
            }
        }
        return ReshapeOp.create(builder, op.location(), op.input(), completed(Shape.of(target), input.elements())).result();
    }

    /**
     * A shape whose only unknown dimension follows from the number of elements.
     *
     * @throws IllegalArgumentException if several are unknown or the elements do not fit
     */
    static Shape completed(Shape shape, long elements) {
        long known = 1;
        int open = -1;
        for (int i = 0; i < shape.rank(); i++) {
            if (!shape.isDynamic(i)) {
                known = Math.multiplyExact(known, shape.dimension(i));
            } else if (open >= 0) {
                throw new IllegalArgumentException("leaves more than one dimension open in " + shape);
            } else {
                open = i;
            }
        }
        if (open >= 0 && (known == 0 || elements % known != 0) || open < 0 && known != elements) {
            throw new IllegalArgumentException("cannot reshape " + elements + " elements to " + shape);
        }
        return open < 0 ? shape : shape.with(open, elements / known);
    }

    private Optional<Value> slice(DynamicSliceOp op) {
        var starts = longs(op.starts());
        var ends = longs(op.ends());
        var axes = longs(op.axes());
        var steps = longs(op.steps());
        if (starts.isEmpty() || ends.isEmpty() || axes.isEmpty() || steps.isEmpty() || !isStatic(op.input())) {
            return Optional.empty();
        }
        var bounds = new SliceBounds(shape(op.input()));
        for (int i = 0; i < axes.get().length; i++) {
            bounds.cut(axes.get()[i], starts.get()[i], ends.get()[i], steps.get()[i]);
        }
        return Optional.of(SliceOp.create(builder, op.location(), op.input(), bounds.starts(), bounds.sizes(), bounds.steps()).result());
    }

    private Value expand(ExpandOp op, long[] shape) {
        var type = (TensorType) op.input().type();
        var target = Broadcast.shapes(type.shape(), Shape.of(shape));
        if (target.equals(type.shape())) {
            return op.input();
        }
        var ones = type.withShape(target);
        var value = type.element() instanceof FloatType ? DenseElementsAttr.ofDoubles(ones, 1) : DenseElementsAttr.ofLongs(ones, 1);
        return MulOp.create(builder, op.location(), op.input(), ConstantOp.create(builder, op.location(), value).result()).result();
    }

    private Value gather(GatherOp op, long[] indices) {
        long size = shape(op.input()).dimension(op.axis());
        var positions = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            positions[i] = indices[i] < 0 ? indices[i] + size : indices[i];
            if (positions[i] < 0 || positions[i] >= size) {
                throw new IllegalArgumentException("takes element " + indices[i] + " of axis " + op.axis() + ", which has " + size);
            }
        }
        var taken = isProgression(positions) ? take(op, positions) : join(op, positions);
        return ReshapeOp.create(builder, op.location(), taken, op.inferShapes().getFirst()).result();
    }

    private static boolean isProgression(long[] positions) {
        for (int i = 2; i < positions.length; i++) {
            if (positions[i] - positions[i - 1] != positions[1] - positions[0]) {
                return false;
            }
        }
        return positions.length < 2 || positions[1] != positions[0];
    }

    private Value take(GatherOp op, long[] positions) {
        var input = shape(op.input());
        var starts = new long[input.rank()];
        var steps = new long[input.rank()];
        Arrays.fill(steps, 1);
        starts[op.axis()] = positions.length == 0 ? 0 : positions[0];
        steps[op.axis()] = positions.length < 2 ? 1 : positions[1] - positions[0];
        return SliceOp.create(builder, op.location(), op.input(), starts, input.with(op.axis(), positions.length).toArray(), steps)
                .result();
    }

    private Value join(GatherOp op, long[] positions) {
        List<Value> parts = new ArrayList<>();
        for (long position : positions) {
            parts.add(take(op, new long[]{position}));
        }
        return ConcatOp.create(builder, op.location(), parts, op.axis()).result();
    }
}

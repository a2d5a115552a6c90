package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.ConstantOfShapeOp;
import qcc.dialect.nn.DynamicPadOp;
import qcc.dialect.nn.DynamicReshapeOp;
import qcc.dialect.nn.DynamicSliceOp;
import qcc.dialect.nn.ExpandOp;
import qcc.dialect.nn.GatherOp;
import qcc.dialect.nn.NnDynamic;
import qcc.dialect.nn.ShapeOfOp;
import qcc.ir.FloatType;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;
import qcc.tensor.TensorConversion;

/** Operations of shape subgraphs, by ONNX's rules; all shapes are those of the values at hand, not of the types. */
final class DynamicShapes {
    private DynamicShapes() {}

    static Tensor execute(NnDynamic op, Invocation invocation) {
        int uniformFrom = op instanceof ConstantOfShapeOp ? 0 : 1;
        for (int i = uniformFrom; i < invocation.operands().size(); i++) {
            if (invocation.operand(i).samples() > 1) {
                return invocation.bySample(one -> execute(op, one));
            }
        }
        return switch (op) {
            case ConstantOfShapeOp filled -> constantOfShape(filled, invocation);
            case DynamicPadOp pad -> {
                var pads = indices(invocation, 1);
                int rank = pads.length / 2;
                yield ShapeOps.pad(invocation, invocation.operand(0), Arrays.copyOf(pads, rank), Arrays.copyOfRange(pads, rank, 2 * rank),
                        ShapeOps.stored(invocation, pad.value()));
            }
            case DynamicReshapeOp reshape -> reshape(reshape, invocation);
            case DynamicSliceOp _ -> slice(invocation);
            case ExpandOp _ -> expand(invocation);
            case GatherOp gather -> gather(gather, invocation);
            case ShapeOfOp shape -> shapeOf(shape, invocation);
        };
    }

    private static long[] indices(Invocation invocation, int operand) {
        return Elements.toLongs(invocation.integers(operand));
    }

    private static Tensor constantOfShape(ConstantOfShapeOp op, Invocation invocation) {
        var value = op.value();
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), blockShape(indices(invocation, 0), 1));
        for (int i = 0; i < result.elements(); i++) {
            if (value.type().elementType() instanceof FloatType) {
                result.setDouble(i, value.doubleAt(0));
            } else {
                result.setLong(i, value.longAt(0));
            }
        }
        return result;
    }

    private static Shape blockShape(long[] dimensions, int samples) {
        return Shape.of(dimensions).withSamples(samples);
    }

    private static Tensor reshape(DynamicReshapeOp op, Invocation invocation) {
        var input = invocation.operand(0);
        var wanted = indices(invocation, 1);
        var given = input.shape().sample();
        int open = -1;
        long known = 1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0 && !op.allowZero()) {
                if (i >= given.rank()) {
                    throw invocation.error("copies dimension %d of an input of rank %d", i, given.rank());
                }
                wanted[i] = given.dimension(i);
            }
            if (wanted[i] == -1) {
                if (open >= 0) {
                    throw invocation.error("leaves two dimensions open in the shape %s", Arrays.toString(wanted));
                }
                open = i;
            } else {
                known = Math.multiplyExact(known, wanted[i]);
            }
        }
        if (open >= 0 && known != 0) {
            wanted[open] = given.elements() / known;
        }
        if (Arrays.stream(wanted).anyMatch(d -> d < 0) || Arrays.stream(wanted).reduce(1, Math::multiplyExact) != given.elements()) {
            throw invocation.error("cannot reshape [%s] to %s", given, Arrays.toString(wanted));
        }
        return input.reshape(blockShape(wanted, input.samples()));
    }

    private static Tensor slice(Invocation invocation) {
        var input = invocation.operand(0);
        var from = indices(invocation, 1);
        var to = indices(invocation, 2);
        var axes = indices(invocation, 3);
        var by = indices(invocation, 4);
        int rank = input.shape().rank() - 1;
        var starts = new long[rank];
        var steps = new long[rank];
        var sizes = Arrays.stream(input.shape().sample().dimensions()).asLongStream().toArray();
        Arrays.fill(steps, 1);
        for (int i = 0; i < axes.length; i++) {
            int axis = axis(invocation, axes[i], rank);
            if (by[i] == 0) {
                throw invocation.error("has a step of 0 on axis %d", axis);
            }
            long size = sizes[axis];
            if (size == 0) {
                continue;
            }
            long last = by[i] > 0 ? size : size - 1;
            long first = by[i] > 0 ? 0 : -1;
            starts[axis] = Math.clamp(from[i] < 0 ? from[i] + size : from[i], 0, last);
            long end = Math.clamp(to[i] < 0 ? to[i] + size : to[i], first, size);
            steps[axis] = by[i];
            sizes[axis] = Math.max(0, Math.ceilDiv(end - starts[axis], by[i]));
        }
        for (int i = 0; i < rank; i++) {
            starts[i] = sizes[i] == 0 ? 0 : starts[i];
            steps[i] = sizes[i] <= 1 ? 1 : steps[i];
        }
        return ShapeOps.slice(invocation, input, starts, sizes, steps);
    }

    private static int axis(Invocation invocation, long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw invocation.error("has the axis %d, which is outside a tensor of rank %d", axis, rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    private static Tensor expand(Invocation invocation) {
        var input = invocation.operand(0);
        var wanted = blockShape(indices(invocation, 1), 1);
        var rows = BroadcastRows.of(input.shape(), wanted);
        var result = Tensor.zeros(input.elementType(), rows.shape());
        var sourceStrides = new int[rows.shape().rank()];
        var strides = input.shape().strides();
        sourceStrides[0] = strides[0];
        for (int i = 1; i < strides.length; i++) {
            sourceStrides[sourceStrides.length - strides.length + i] = input.shape().dimension(i) == 1 ? 0 : strides[i];
        }
        StridedCopy.copy(input.array(), 0, sourceStrides, result.array(), 0, result.shape().strides(), result.shape().dimensions(),
                invocation.parallel());
        return result;
    }

    private static Tensor gather(GatherOp op, Invocation invocation) {
        var input = invocation.operand(0);
        var indices = indices(invocation, 1);
        int axis = op.axis() + 1;
        int size = input.shape().dimension(axis);
        int inner = input.shape().elements(axis + 1, input.shape().rank());
        int outer = input.shape().elements(0, axis);
        var result = Tensor.zeros(input.elementType(), gatheredShape(input.shape(), axis, invocation.operand(1).shape()));
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < -size || indices[i] >= size) {
                throw invocation.error("has the index %d, which is outside an axis of %d elements", indices[i], size);
            }
            int index = (int) (indices[i] < 0 ? indices[i] + size : indices[i]);
            for (int o = 0; o < outer; o++) {
                System.arraycopy(input.array(), (o * size + index) * inner, result.array(), (o * indices.length + i) * inner, inner);
            }
        }
        return result;
    }

    private static Shape gatheredShape(Shape input, int axis, Shape indices) {
        var dimensions = new int[input.rank() + indices.rank() - 2];
        for (int i = 0; i < dimensions.length; i++) {
            int behind = i - (indices.rank() - 1) + 1;
            dimensions[i] = i < axis
                    ? input.dimension(i)
                    : i < axis + indices.rank() - 1 ? indices.dimension(i - axis + 1) : input.dimension(behind);
        }
        return Shape.of(dimensions);
    }

    private static Tensor shapeOf(ShapeOfOp op, Invocation invocation) {
        var dimensions = invocation.operand(0).shape().sample().dimensions();
        int start = (int) op.start();
        var selected = Arrays.stream(dimensions, start, Math.max(start, (int) op.end())).asLongStream().toArray();
        var result = new LongTensor(Shape.of(1, selected.length), selected);
        var kind = Elements.kind(invocation.resultElement());
        return TensorConversion.exact(result, kind);
    }
}

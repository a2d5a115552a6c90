package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.FlattenOp;
import qcc.dialect.nn.NnShape;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.ReshapeOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SqueezeOp;
import qcc.dialect.nn.TransposeOp;
import qcc.dialect.nn.UnsqueezeOp;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.TensorType;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Operations that move elements of any kind and compute none. */
final class ShapeOps {
    private ShapeOps() {}

    static Tensor execute(NnShape op, Invocation invocation) {
        var first = invocation.operand(0);
        return switch (op) {
            case ConcatOp concat -> concat(invocation, concat.axis() + 1);
            case PadOp pad -> pad(invocation, first, pad.low(), pad.high(), stored(invocation, pad.value()));
            case SliceOp slice -> slice(invocation, first, slice.starts(), slice.sizes(), slice.steps());
            case TransposeOp transpose -> transpose(invocation, first, transpose.permutation());
            case FlattenOp flatten -> reshaped(invocation, ViewedShape.flattened(first.shape(), flatten.axis()));
            case ReshapeOp _ -> reshaped(invocation, ViewedShape.completed(first.shape(), invocation));
            case SqueezeOp squeeze -> reshaped(invocation, ViewedShape.squeezed(first.shape(), squeeze.axes()));
            case UnsqueezeOp unsqueeze -> reshaped(invocation, ViewedShape.unsqueezed(first.shape(), unsqueeze.axes()));
        };
    }

    private static Tensor reshaped(Invocation invocation, Shape shape) {
        return invocation.operand(0).reshape(shape);
    }

    /** Joins all operands along an axis, which counts that of the samples. */
    static Tensor concat(Invocation invocation, int axis) {
        int samples = invocation.samples();
        int joined = Math.toIntExact(invocation.operands().stream().mapToLong(t -> t.shape().dimension(axis)).sum());
        var first = invocation.operand(0);
        var result = Tensor.zeros(first.elementType(), first.shape().with(0, samples).with(axis, joined));
        var targetStrides = result.shape().strides();
        int position = 0;
        for (var input : invocation.operands()) {
            var sourceStrides = input.shape().strides();
            sourceStrides[0] = input.samples() == 1 ? 0 : sourceStrides[0];
            StridedCopy.copy(input.array(), 0, sourceStrides, result.array(), position * targetStrides[axis], targetStrides,
                    input.shape().with(0, samples).dimensions(), invocation.parallel());
            position += input.shape().dimension(axis);
        }
        return result;
    }

    /**
     * Adds or, for negative counts, removes elements at both ends of every axis but that of the samples.
     *
     * @param value the added elements, as the array holds them
     */
    static Tensor pad(Invocation invocation, Tensor input, long[] low, long[] high, double value) {
        var dimensions = input.shape().dimensions();
        var kept = input.shape().dimensions();
        var sourceStrides = input.shape().strides();
        int source = 0;
        for (int i = 0; i < low.length; i++) {
            dimensions[i + 1] = Math.toIntExact(dimensions[i + 1] + low[i] + high[i]);
            kept[i + 1] = (int) Math.max(0, kept[i + 1] + Math.min(0, low[i]) + Math.min(0, high[i]));
            source += (int) -Math.min(0, low[i]) * sourceStrides[i + 1];
        }
        var shape = Shape.of(dimensions);
        var result = Elements.filled(input.elementType(), shape, value);
        int target = 0;
        for (int i = 0; i < low.length; i++) {
            target += (int) Math.max(0, low[i]) * shape.strides()[i + 1];
        }
        StridedCopy.copy(input.array(), source, sourceStrides, result.array(), target, shape.strides(), kept, invocation.parallel());
        return result;
    }

    /** A real as the elements of the result hold it. */
    static double stored(Invocation invocation, double value) {
        return invocation.resultElement() instanceof QuantizedType
                ? Grid.of(invocation.op(), (TensorType) invocation.op().result().type()).perTensor(invocation).quantize((float) value, 0)
                : value;
    }

    /** Takes {@code sizes} elements from {@code starts}, {@code steps} apart, of every axis but that of the samples. */
    static Tensor slice(Invocation invocation, Tensor input, long[] starts, long[] sizes, long[] steps) {
        var dimensions = input.shape().dimensions();
        var sourceStrides = input.shape().strides();
        int source = 0;
        for (int i = 0; i < starts.length; i++) {
            dimensions[i + 1] = Math.toIntExact(sizes[i]);
            source += Math.toIntExact(starts[i]) * sourceStrides[i + 1];
            sourceStrides[i + 1] *= Math.toIntExact(sizes[i] <= 1 ? 1 : steps[i]);
        }
        var result = Tensor.zeros(input.elementType(), Shape.of(dimensions));
        StridedCopy.copy(input.array(), source, sourceStrides, result.array(), 0, result.shape().strides(), dimensions,
                invocation.parallel());
        return result;
    }

    /** Axis i + 1 of the result is axis {@code permutation[i] + 1} of the input; samples stay first. */
    static Tensor transpose(Invocation invocation, Tensor input, long[] permutation) {
        var sourceStrides = new int[permutation.length + 1];
        var dimensions = new int[permutation.length + 1];
        var strides = input.shape().strides();
        for (int i = 0; i <= permutation.length; i++) {
            int axis = i == 0 ? 0 : (int) permutation[i - 1] + 1;
            sourceStrides[i] = strides[axis];
            dimensions[i] = input.shape().dimension(axis);
        }
        var result = Tensor.zeros(input.elementType(), Shape.of(dimensions));
        StridedCopy.copy(input.array(), 0, sourceStrides, result.array(), 0, result.shape().strides(), dimensions, invocation.parallel());
        return result;
    }

    /** The input with the given axes, counted without the samples, behind all others in their order. */
    static Tensor axesLast(Invocation invocation, Tensor input, long[] axes) {
        var permutation = permutationWithLast(input.shape().rank() - 1, axes);
        for (int i = 0; i < permutation.length; i++) {
            if (permutation[i] != i) {
                return transpose(invocation, input, permutation);
            }
        }
        return input;
    }

    /** The permutation that puts axes behind all others. */
    static long[] permutationWithLast(int rank, long[] axes) {
        var permutation = new long[rank];
        int count = 0;
        for (int axis = 0; axis < rank; axis++) {
            int candidate = axis;
            if (Arrays.stream(axes).noneMatch(a -> a == candidate)) {
                permutation[count++] = axis;
            }
        }
        System.arraycopy(axes, 0, permutation, count, axes.length);
        return permutation;
    }
}

package qcc.interpreter.array;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.array.ArrayMove;
import qcc.dialect.array.CenterCropPadOp;
import qcc.dialect.array.Col2ImOp;
import qcc.dialect.array.CompressOp;
import qcc.dialect.array.GatherElementsOp;
import qcc.dialect.array.GatherNdOp;
import qcc.dialect.array.NonZeroOp;
import qcc.dialect.array.PadMode;
import qcc.dialect.array.PadOp;
import qcc.dialect.array.ReverseSequenceOp;
import qcc.dialect.array.ScatterElementsOp;
import qcc.dialect.array.ScatterNdOp;
import qcc.dialect.array.SqueezeOp;
import qcc.dialect.array.TileOp;
import qcc.dialect.array.UniqueOp;
import qcc.dialect.array.UnsqueezeOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Operations that move elements. */
final class ArrayMoves {
    private ArrayMoves() {}

    static List<Tensor> execute(ArrayMove op, ArrayCall call) {
        return switch (op) {
            case CenterCropPadOp crop -> List.of(centerCropPad(crop, call));
            case Col2ImOp col2im -> List.of(ImageColumns.execute(col2im, call));
            case CompressOp compress -> List.of(Filtering.compress(compress, call));
            case GatherElementsOp gather -> List.of(Gathering.elements(gather, call));
            case GatherNdOp gather -> List.of(Gathering.slices(gather, call));
            case NonZeroOp _ -> List.of(Filtering.nonZero(call));
            case PadOp pad -> List.of(pad(pad.mode(), call));
            case ReverseSequenceOp reverse -> List.of(reverseSequence(reverse, call));
            case ScatterElementsOp scatter -> List.of(Scattering.elements(scatter, call));
            case ScatterNdOp scatter -> List.of(Scattering.slices(scatter, call));
            case SqueezeOp _ -> List.of(squeeze(call));
            case TileOp _ -> List.of(tile(call));
            case UniqueOp unique -> Uniqueness.execute(unique, call);
            case UnsqueezeOp _ -> List.of(unsqueeze(call));
        };
    }

    private static Tensor tile(ArrayCall call) {
        var input = call.operand(0);
        var repeats = call.longs(1);
        int rank = input.shape().rank();
        if (repeats.length != rank) {
            throw new IllegalArgumentException("has " + repeats.length + " repeats for an input of rank " + rank);
        }
        var strides = input.shape().strides();
        var offsets = new int[rank][];
        var dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int size = input.shape().dimension(axis);
            dimensions[axis] = Math.toIntExact(Math.multiplyExact(size, repeats[axis]));
            offsets[axis] = new int[dimensions[axis]];
            for (int i = 0; i < dimensions[axis]; i++) {
                offsets[axis][i] = i % size * strides[axis];
            }
        }
        return Placement.take(input, Shape.of(dimensions), Placement.sums(offsets));
    }

    private static Tensor pad(PadMode mode, ArrayCall call) {
        var input = call.operand(0);
        var pads = call.longs(1);
        var axes = call.longs(3);
        int rank = input.shape().rank();
        if (pads.length != 2 * axes.length) {
            throw new IllegalArgumentException("has " + pads.length + " pads for " + axes.length + " axes");
        }
        var low = new long[rank];
        var high = new long[rank];
        for (int i = 0; i < axes.length; i++) {
            int axis = ArrayCall.axis(axes[i], rank);
            low[axis] = pads[i];
            high[axis] = pads[axes.length + i];
        }
        return bordered(mode, input, call.operand(2), low, high);
    }

    private static Tensor centerCropPad(CenterCropPadOp op, ArrayCall call) {
        var input = call.operand(0);
        var sizes = call.longs(1);
        var axes = op.axes();
        var low = new long[input.shape().rank()];
        var high = new long[low.length];
        for (int i = 0; i < axes.length; i++) {
            int axis = (int) axes[i];
            long missing = sizes[i] - input.shape().dimension(axis);
            low[axis] = missing / 2;
            high[axis] = missing - low[axis];
        }
        return bordered(PadMode.CONSTANT, input, Tensor.zeros(input.elementType(), Shape.of(1)), low, high);
    }

    private static Tensor bordered(PadMode mode, Tensor input, Tensor value, long[] low, long[] high) {
        var strides = input.shape().strides();
        var offsets = new int[low.length][];
        for (int axis = 0; axis < low.length; axis++) {
            offsets[axis] = padded(mode, input.shape().dimension(axis), low[axis], high[axis], strides[axis]);
        }
        var shape = Shape.of(Arrays.stream(offsets).mapToInt(o -> o.length).toArray());
        return Placement.take(input, value, shape, Placement.sums(offsets));
    }

    private static int[] padded(PadMode mode, int size, long low, long high, int stride) {
        int length = Math.toIntExact(Math.max(0, size + low + high));
        if (size == 0 && length > 0 && mode != PadMode.CONSTANT) {
            throw new IllegalArgumentException("pads an axis of no elements with its own elements");
        }
        var offsets = new int[length];
        for (int i = 0; i < length; i++) {
            long place = source(mode, i - low, size);
            offsets[i] = place < 0 ? Placement.NOWHERE : (int) place * stride;
        }
        return offsets;
    }

    /** Which element of an axis stands at a place that may be outside of it. */
    private static long source(PadMode mode, long place, int size) {
        if (place >= 0 && place < size) {
            return place;
        }
        return switch (mode) {
            case CONSTANT -> Placement.NOWHERE;
            case EDGE -> Math.clamp(place, 0, size - 1);
            case WRAP -> Math.floorMod(place, (long) size);
            case REFLECT -> mirrored(place, size);
        };
    }

    private static long mirrored(long place, int size) {
        if (size == 1) {
            return 0;
        }
        long inPeriod = Math.floorMod(place, 2L * (size - 1));
        return inPeriod < size ? inPeriod : 2L * (size - 1) - inPeriod;
    }

    private static Tensor reverseSequence(ReverseSequenceOp op, ArrayCall call) {
        var input = call.operand(0);
        var lengths = call.longs(1);
        var strides = input.shape().strides();
        int batchStride = strides[op.batchAxis()];
        int timeStride = strides[op.timeAxis()];
        int batches = input.shape().dimension(op.batchAxis());
        int times = input.shape().dimension(op.timeAxis());
        var places = new int[input.elements()];
        for (int i = 0; i < places.length; i++) {
            int length = (int) lengths[i / batchStride % batches];
            if (length < 0 || length > times) {
                throw new IllegalArgumentException("has a sequence of length " + length + " on an axis of " + times + " elements");
            }
            int time = i / timeStride % times;
            places[i] = time < length ? i + (length - 1 - 2 * time) * timeStride : i;
        }
        return Placement.take(input, input.shape(), places);
    }

    private static Tensor squeeze(ArrayCall call) {
        var input = call.operand(0);
        var removed = new boolean[input.shape().rank()];
        for (long stated : call.longs(1)) {
            int axis = ArrayCall.axis(stated, removed.length);
            if (input.shape().dimension(axis) != 1) {
                throw new IllegalArgumentException(
                        "removes the axis " + stated + ", which has " + input.shape().dimension(axis) + " elements");
            }
            removed[axis] = true;
        }
        var kept = new int[removed.length];
        int rank = 0;
        for (int i = 0; i < removed.length; i++) {
            if (!removed[i]) {
                kept[rank++] = input.shape().dimension(i);
            }
        }
        return input.reshape(Shape.of(Arrays.copyOf(kept, rank)));
    }

    private static Tensor unsqueeze(ArrayCall call) {
        var input = call.operand(0);
        var axes = call.longs(1);
        var dimensions = new int[input.shape().rank() + axes.length];
        for (long axis : axes) {
            dimensions[ArrayCall.axis(axis, dimensions.length)]++;
        }
        int next = 0;
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] > 1) {
                throw new IllegalArgumentException("names the axis " + i + " twice");
            }
            dimensions[i] = dimensions[i] == 1 ? 1 : input.shape().dimension(next++);
        }
        return input.reshape(Shape.of(dimensions));
    }
}

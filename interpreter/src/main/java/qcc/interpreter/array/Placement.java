package qcc.interpreter.array;

import qcc.tensor.BooleanTensor;
import qcc.tensor.ByteTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.ShortTensor;
import qcc.tensor.Tensor;
import qcc.tensor.UnsignedByteTensor;

/** Where elements lie in a flat array, and elements taken from such places. */
final class Placement {
    /** The place of an element that is not taken from the array. */
    static final int NOWHERE = -1;

    private Placement() {}

    /** The place of every element of a box whose axes have the given sizes and steps, in row-major order. */
    static int[] of(int[] dimensions, int[] strides) {
        var offsets = new int[dimensions.length][];
        for (int axis = 0; axis < dimensions.length; axis++) {
            offsets[axis] = new int[dimensions[axis]];
            for (int i = 0; i < dimensions[axis]; i++) {
                offsets[axis][i] = i * strides[axis];
            }
        }
        return sums(offsets);
    }

    /**
     * The sum of one offset of each axis for every combination of them, in row-major order; {@link #NOWHERE} where one of them is that.
     */
    static int[] sums(int[][] offsets) {
        var places = new int[]{0};
        for (var axis : offsets) {
            var next = new int[Math.multiplyExact(places.length, axis.length)];
            int at = 0;
            for (int place : places) {
                for (int offset : axis) {
                    next[at++] = place < 0 || offset < 0 ? NOWHERE : place + offset;
                }
            }
            places = next;
        }
        return places;
    }

    /** The place on an axis that an index, which may count from the end, names. */
    static int index(long index, int size) {
        if (index < -size || index >= size) {
            throw new IllegalArgumentException("has the index " + index + " on an axis of " + size + " elements");
        }
        return (int) (index < 0 ? index + size : index);
    }

    /**
     * An array of elements taken from their places.
     *
     * @param fill one element of the kind of the source, for elements from {@link #NOWHERE}
     */
    static Tensor take(Tensor source, Tensor fill, Shape shape, int[] places) {
        var result = Tensor.zeros(source.elementType(), shape);
        switch (source) {
            case FloatTensor s -> {
                var from = s.data();
                var to = ((FloatTensor) result).data();
                float other = ((FloatTensor) fill).data()[0];
                for (int i = 0; i < to.length; i++) {
                    to[i] = places[i] < 0 ? other : from[places[i]];
                }
            }
            case DoubleTensor s -> {
                var to = ((DoubleTensor) result).data();
                for (int i = 0; i < to.length; i++) {
                    to[i] = places[i] < 0 ? fill.doubleAt(0) : s.data()[places[i]];
                }
            }
            case LongTensor s -> take(s.data(), ((LongTensor) fill).data()[0], ((LongTensor) result).data(), places);
            case IntTensor s -> take(s.data(), ((IntTensor) fill).data()[0], ((IntTensor) result).data(), places);
            case ShortTensor s -> take(s.data(), ((ShortTensor) fill).data()[0], ((ShortTensor) result).data(), places);
            case ByteTensor s -> take(s.data(), ((ByteTensor) fill).data()[0], ((ByteTensor) result).data(), places);
            case UnsignedByteTensor s ->
                take(s.data(), ((UnsignedByteTensor) fill).data()[0], ((UnsignedByteTensor) result).data(), places);
            case BooleanTensor s -> take(s.data(), ((BooleanTensor) fill).data()[0], ((BooleanTensor) result).data(), places);
        }
        return result;
    }

    /** An array of elements taken from places that all exist. */
    static Tensor take(Tensor source, Shape shape, int[] places) {
        return take(source, Tensor.zeros(source.elementType(), Shape.of(1)), shape, places);
    }

    private static void take(long[] from, long fill, long[] to, int[] places) {
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? fill : from[places[i]];
        }
    }

    private static void take(int[] from, int fill, int[] to, int[] places) {
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? fill : from[places[i]];
        }
    }

    private static void take(short[] from, short fill, short[] to, int[] places) {
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? fill : from[places[i]];
        }
    }

    private static void take(byte[] from, byte fill, byte[] to, int[] places) {
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? fill : from[places[i]];
        }
    }

    private static void take(boolean[] from, boolean fill, boolean[] to, int[] places) {
        for (int i = 0; i < to.length; i++) {
            to[i] = places[i] < 0 ? fill : from[places[i]];
        }
    }
}

package qcc.dialect.nn;

import java.util.Arrays;
import java.util.List;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DictionaryAttr;
import qcc.ir.Op;
import qcc.ir.Shape;

/**
 * A sliding window over the spatial axes.
 *
 * @param kernel elements on each spatial axis
 * @param strides step between output elements
 * @param dilations step between elements inside the window
 * @param pads elements added before each axis, then after each axis, as ONNX orders them
 */
public record Window(List<Long> kernel, List<Long> strides, List<Long> dilations, List<Long> pads) {
    /**
     * Checks that the lists fit each other.
     *
     * @throws IllegalArgumentException if a list has another length or a value is out of range
     */
    public Window {
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        pads = List.copyOf(pads);
        int rank = kernel.size();
        if (strides.size() != rank || dilations.size() != rank || pads.size() != 2 * rank) {
            throw new IllegalArgumentException(
                    "a window over " + rank + " axes needs " + rank + " strides, " + rank + " dilations and " + 2 * rank
                            + " pads, but has " + strides.size() + ", " + dilations.size() + " and " + pads.size());
        }
        requireAtLeast(1, kernel, "kernel");
        requireAtLeast(1, strides, "stride");
        requireAtLeast(1, dilations, "dilation");
        requireAtLeast(0, pads, "pad");
    }

    /** The window that an operation states in the properties kernel, strides, dilations and pads. */
    public static Window of(Op op) {
        return of(op, list(op, "kernel"));
    }

    /** The same where the kernel follows from weights. */
    static Window of(Op op, List<Long> kernel) {
        return new Window(kernel, list(op, "strides"), list(op, "dilations"), list(op, "pads"));
    }

    private static List<Long> list(Op op, String property) {
        return Arrays.stream(((DenseArrayAttr) op.properties().get(property)).toLongs()).boxed().toList();
    }

    /** The properties of an operation that state this window. */
    public DictionaryAttr properties() {
        return DictionaryAttr.EMPTY.with("kernel", array(kernel)).with("strides", array(strides)).with("dilations", array(dilations))
                .with("pads", array(pads));
    }

    private static DenseArrayAttr array(List<Long> values) {
        return DenseArrayAttr.ofLongs(values.stream().mapToLong(Long::longValue).toArray());
    }

    private static void requireAtLeast(long least, List<Long> values, String what) {
        for (long value : values) {
            if (value < least) {
                throw new IllegalArgumentException("a " + what + " must be at least " + least + ", not " + value);
            }
        }
    }

    /** The number of spatial axes. */
    public int rank() {
        return kernel.size();
    }

    public long padBefore(int axis) {
        return pads.get(axis);
    }

    public long padAfter(int axis) {
        return pads.get(rank() + axis);
    }

    /** Elements from the first to the last of the window, holes included. */
    public long extent(int axis) {
        return (kernel.get(axis) - 1) * dilations.get(axis) + 1;
    }

    /**
     * Output elements on an axis: {@code floor((input + pads - extent) / stride) + 1}.
     *
     * @throws IllegalArgumentException if the padded input is smaller than the window
     */
    public long outputs(int axis, long input) {
        if (input == Shape.DYNAMIC) {
            return Shape.DYNAMIC;
        }
        long room = input + padBefore(axis) + padAfter(axis) - extent(axis);
        if (room < 0) {
            throw new IllegalArgumentException("has a window of " + extent(axis) + " elements on spatial axis " + axis + " but only "
                    + (input + padBefore(axis) + padAfter(axis)) + " padded inputs");
        }
        return room / strides.get(axis) + 1;
    }

    /** The shape of a feature map behind the window. */
    public Shape outputShape(Shape input, Layout layout, long channels) {
        if (input.rank() != rank() + 2) {
            throw new IllegalArgumentException("has a window over " + rank() + " axes but an input of rank " + input.rank());
        }
        var dimensions = input.toArray();
        for (int i = 0; i < rank(); i++) {
            int axis = layout.firstSpatialAxis() + i;
            dimensions[axis] = outputs(i, input.dimension(axis));
        }
        dimensions[layout.channelAxis(input.rank())] = channels;
        return Shape.of(dimensions);
    }
}

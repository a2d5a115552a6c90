package qcc.passes.shape;

import java.util.Arrays;
import qcc.ir.Shape;

/** The bounds of a slice for every axis, from ONNX's terms: negative bounds count from the end, and all are clamped to the tensor. */
final class SliceBounds {
    private final long[] dimensions;
    private final long[] starts;
    private final long[] sizes;
    private final long[] steps;

    /** The slice of everything. */
    SliceBounds(Shape shape) {
        this.dimensions = shape.toArray();
        this.starts = new long[dimensions.length];
        this.sizes = dimensions.clone();
        this.steps = new long[dimensions.length];
        Arrays.fill(steps, 1);
    }

    /** Limits one axis, which may be counted from the end. */
    void cut(long axis, long start, long end, long step) {
        int i = (int) (axis < 0 ? axis + dimensions.length : axis);
        if (i < 0 || i >= dimensions.length) {
            throw new IllegalArgumentException("slices the axis " + axis + " of a tensor of rank " + dimensions.length);
        }
        if (step == 0) {
            throw new IllegalArgumentException("has a step of 0 on axis " + axis);
        }
        long size = dimensions[i];
        long from = clamp(start < 0 ? start + size : start, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long to = clamp(end < 0 && end >= -size ? end + size : end, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long span = step > 0 ? to - from : from - to;
        sizes[i] = span <= 0 ? 0 : (span - 1) / Math.abs(step) + 1;
        starts[i] = sizes[i] == 0 ? 0 : from;
        steps[i] = step;
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }

    long[] starts() {
        return starts;
    }

    long[] sizes() {
        return sizes;
    }

    long[] steps() {
        return steps;
    }
}

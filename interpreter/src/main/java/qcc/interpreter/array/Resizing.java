package qcc.interpreter.array;

import qcc.dialect.array.ResizeMode;
import qcc.dialect.array.ResizeOp;
import qcc.dialect.array.ResizeOp.Sampling;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Arrays sampled on another grid, axis by axis. */
final class Resizing {
    private Resizing() {}

    static Tensor execute(ResizeOp op, ArrayCall call) {
        var input = call.operand(0);
        var sampling = op.sampling();
        var filters = filters(op, sampling, call);
        if (sampling.mode() == ResizeMode.NEAREST) {
            return nearest(input, filters, sampling);
        }
        var values = input.toDoubles();
        var shape = input.shape();
        for (int axis = 0; axis < filters.length; axis++) {
            if (filters[axis] != null && !filters[axis].isIdentity()) {
                values = resampled(values, shape, axis, filters[axis]);
                shape = shape.with(axis, filters[axis].first().length);
            }
        }
        extrapolate(values, shape, filters, sampling.extrapolation());
        var result = call.newResult(0, shape);
        for (int i = 0; i < values.length; i++) {
            result.setDouble(i, values[i]);
        }
        return result;
    }

    /** The filter of each axis that is sampled anew, null for the others. */
    private static AxisFilter[] filters(ResizeOp op, Sampling sampling, ArrayCall call) {
        var shape = call.operand(0).shape();
        var axes = op.axes();
        var before = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            before[i] = shape.dimension((int) axes[i]);
        }
        var stated = call.optional(1).map(Tensor::toDoubles);
        var asked = call.optional(2).map(ArrayCall::longs);
        var after = stated.map(s -> scaled(before, s)).orElseGet(() -> sampling.sizes(before, asked.orElseThrow()));
        var scales = stated.orElseGet(() -> sampling.scales(before, asked.orElseThrow()));
        var region = call.optional(3).map(Tensor::toDoubles).filter(r -> r.length == 2 * axes.length);
        var filters = new AxisFilter[shape.rank()];
        for (int i = 0; i < axes.length; i++) {
            double start = region.isPresent() ? region.get()[i] : 0;
            double end = region.isPresent() ? region.get()[axes.length + i] : 1;
            filters[(int) axes[i]] = AxisFilter.of(sampling, (int) before[i], Math.toIntExact(after[i]), scales[i], start, end);
        }
        return filters;
    }

    private static long[] scaled(long[] before, double[] scales) {
        if (scales.length != before.length) {
            throw new IllegalArgumentException("has " + scales.length + " scales for " + before.length + " axes");
        }
        var after = new long[before.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = Sampling.scaledSize(before[i], (float) scales[i]);
        }
        return after;
    }

    /** Elements of any kind are taken as they are. */
    private static Tensor nearest(Tensor input, AxisFilter[] filters, Sampling sampling) {
        var strides = input.shape().strides();
        var offsets = new int[filters.length][];
        var dimensions = input.shape().dimensions();
        for (int axis = 0; axis < filters.length; axis++) {
            dimensions[axis] = filters[axis] == null ? dimensions[axis] : filters[axis].first().length;
            offsets[axis] = new int[dimensions[axis]];
            for (int i = 0; i < dimensions[axis]; i++) {
                offsets[axis][i] = filters[axis] == null ? i * strides[axis] : nearest(filters[axis], i, strides[axis]);
            }
        }
        var fill = Tensor.zeros(input.elementType(), Shape.of(1));
        fill.setDouble(0, sampling.extrapolation());
        return Placement.take(input, fill, Shape.of(dimensions), Placement.sums(offsets));
    }

    private static int nearest(AxisFilter filter, int i, int stride) {
        if (filter.outside()[i]) {
            return Placement.NOWHERE;
        }
        int tap = 0;
        while (filter.weights()[i * filter.taps() + tap] == 0) {
            tap++;
        }
        return filter.source(i, tap) * stride;
    }

    private static double[] resampled(double[] values, Shape shape, int axis, AxisFilter filter) {
        int outer = shape.elements(0, axis);
        int inner = shape.elements(axis + 1, shape.rank());
        int size = shape.dimension(axis);
        int resized = filter.first().length;
        var result = new double[outer * resized * inner];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < resized; i++) {
                int to = (o * resized + i) * inner;
                for (int tap = 0; tap < filter.taps(); tap++) {
                    double weight = filter.weights()[i * filter.taps() + tap];
                    int from = (o * size + filter.source(i, tap)) * inner;
                    for (int k = 0; weight != 0 && k < inner; k++) {
                        result[to + k] += weight * values[from + k];
                    }
                }
            }
        }
        return result;
    }

    private static void extrapolate(double[] values, Shape shape, AxisFilter[] filters, double extrapolation) {
        var strides = shape.strides();
        for (int axis = 0; axis < filters.length; axis++) {
            if (filters[axis] == null) {
                continue;
            }
            var outside = filters[axis].outside();
            for (int i = 0; i < values.length; i++) {
                if (outside[i / strides[axis] % outside.length]) {
                    values[i] = extrapolation;
                }
            }
        }
    }
}

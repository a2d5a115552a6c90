package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.GridPadding;
import qcc.dialect.array.GridSampleOp;
import qcc.dialect.array.ResizeMode;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** An array sampled at places that are data: a few neighbors along each axis with the product of their weights. */
final class GridSampling {
    private static final double HALF = 0.5;
    /** The coefficient of cubic interpolation. */
    private static final double CUBIC = -0.75;

    private final GridSampleOp op;
    private final int axes;
    private final int taps;
    private final int[] sizes;
    private final int[] strides;
    private final int[][] sources;
    private final double[][] weights;
    private final int[] places;
    private final double[] factors;

    private GridSampling(GridSampleOp op, Shape input) {
        this.op = op;
        this.axes = input.rank() - 2;
        this.taps = switch (op.mode()) {
            case NEAREST -> 1;
            case LINEAR -> 2;
            case CUBIC -> 4;
        };
        this.sizes = Arrays.copyOfRange(input.dimensions(), 2, input.rank());
        this.strides = Shape.of(sizes).strides();
        this.sources = new int[axes][taps];
        this.weights = new double[axes][taps];
        this.places = new int[(int) Math.pow(taps, axes)];
        this.factors = new double[places.length];
    }

    static Tensor execute(GridSampleOp op, ArrayCall call) {
        return new GridSampling(op, call.operand(0).shape()).sample(call);
    }

    private Tensor sample(ArrayCall call) {
        var input = call.operand(0);
        var grid = call.operand(1);
        var dimensions = input.shape().dimensions();
        System.arraycopy(grid.shape().dimensions(), 1, dimensions, 2, axes);
        var result = call.newResult(0, Shape.of(dimensions));
        int channels = dimensions[1];
        int plane = Shape.of(sizes).elements();
        int points = Shape.of(dimensions).elements(2, dimensions.length);
        for (int batch = 0; batch < dimensions[0]; batch++) {
            for (int point = 0; point < points; point++) {
                locate(grid, (batch * points + point) * axes);
                for (int channel = 0; channel < channels; channel++) {
                    int map = batch * channels + channel;
                    result.setDouble(map * points + point, weighted(input, map * plane));
                }
            }
        }
        return result;
    }

    private double weighted(Tensor input, int map) {
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            sum += places[i] < 0 ? 0 : factors[i] * input.doubleAt(map + places[i]);
        }
        return sum;
    }

    /** Finds the neighbors of a point, whose last coordinate stands first. */
    private void locate(Tensor grid, int at) {
        for (int axis = 0; axis < axes; axis++) {
            neighbors(axis, grid.doubleAt(at + axes - 1 - axis));
        }
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            places[i] = 0;
            factors[i] = 1;
            for (int axis = axes - 1; axis >= 0; axis--) {
                int tap = rest % taps;
                rest /= taps;
                int source = sources[axis][tap];
                places[i] = source < 0 || places[i] < 0 ? Placement.NOWHERE : places[i] + source * strides[axis];
                factors[i] *= weights[axis][tap];
            }
        }
    }

    private void neighbors(int axis, double coordinate) {
        int size = sizes[axis];
        double low = op.alignCorners() ? 0 : -HALF;
        double high = op.alignCorners() ? size - 1 : size - HALF;
        double stated = op.alignCorners() ? (coordinate + 1) / 2 * (size - 1) : ((coordinate + 1) * size - 1) / 2;
        double place = op.mode() == ResizeMode.NEAREST ? Math.rint(stated) : stated;
        if (place < low || place > high) {
            place = switch (op.padding()) {
                case ZEROS -> place;
                case BORDER -> op.mode() == ResizeMode.CUBIC ? place : Math.clamp(place, 0.0, size - 1.0);
                case REFLECTION -> reflected(place, low, high);
            };
        }
        int left = op.mode() == ResizeMode.NEAREST ? (int) Math.rint(place) : (int) Math.floor(place) - taps / 2 + 1;
        for (int tap = 0; tap < taps; tap++) {
            sources[axis][tap] = source(left + tap, size, low, high);
            double distance = Math.abs(left + tap - place);
            weights[axis][tap] = switch (op.mode()) {
                case NEAREST -> 1;
                case LINEAR -> 1 - distance;
                case CUBIC -> AxisFilter.cubic(distance, CUBIC);
            };
        }
    }

    private int source(int place, int size, double low, double high) {
        if (place >= 0 && place < size) {
            return place;
        }
        return switch (op.padding()) {
            case ZEROS -> Placement.NOWHERE;
            case BORDER -> Math.clamp(place, 0, size - 1);
            case REFLECTION -> Math.clamp((int) reflected(place, low, high), 0, size - 1);
        };
    }

    private static double reflected(double place, double low, double high) {
        double range = high - low;
        if (range == 0) {
            return low;
        }
        double beyond = place < low ? low - place : place > high ? place - high : 0;
        if (beyond == 0) {
            return place;
        }
        long turns = (long) (beyond / range);
        double rest = beyond - turns * range;
        return place < low == (turns % 2 == 0) ? low + rest : high - rest;
    }
}

package qcc.interpreter.array;

import qcc.dialect.array.RoiAlignOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Regions of maps averaged on a grid. */
final class RegionSampling {
    private static final double HALF = 0.5;

    private final RoiAlignOp.Sampling sampling;
    private final Tensor input;
    private final int height;
    private final int width;

    private RegionSampling(RoiAlignOp.Sampling sampling, Tensor input) {
        this.sampling = sampling;
        this.input = input;
        this.height = input.shape().dimension(2);
        this.width = input.shape().dimension(3);
    }

    static Tensor execute(RoiAlignOp op, ArrayCall call) {
        return new RegionSampling(op.sampling(), call.operand(0)).align(call);
    }

    private Tensor align(ArrayCall call) {
        var regions = call.operand(1);
        var batch = call.longs(2);
        int count = regions.shape().dimension(0);
        int channels = input.shape().dimension(1);
        int rows = (int) sampling.height();
        int columns = (int) sampling.width();
        var result = call.newResult(0, Shape.of(count, channels, rows, columns));
        for (int region = 0; region < count; region++) {
            var vertical = span(regions.doubleAt(4 * region + 1), regions.doubleAt(4 * region + 3), rows);
            var horizontal = span(regions.doubleAt(4 * region), regions.doubleAt(4 * region + 2), columns);
            int entry = Placement.index(batch[region], input.shape().dimension(0));
            for (int channel = 0; channel < channels; channel++) {
                int map = (entry * channels + channel) * height * width;
                for (int bin = 0; bin < rows * columns; bin++) {
                    result.setDouble((region * channels + channel) * rows * columns + bin,
                            bin(map, vertical, horizontal, bin / columns, bin % columns));
                }
            }
        }
        return result;
    }

    /**
     * A region along one axis.
     *
     * @param size of a bin
     * @param points in a bin
     */
    private record Span(double start, double size, int points) {
        double place(int bin, int point) {
            return start + bin * size + (point + HALF) * size / points;
        }
    }

    private Span span(double from, double to, int bins) {
        double shift = sampling.halfPixel() ? HALF : 0;
        double start = from * sampling.scale() - shift;
        double length = to * sampling.scale() - shift - start;
        double size = (sampling.halfPixel() ? length : Math.max(length, 1)) / bins;
        int points = sampling.samples() > 0 ? (int) sampling.samples() : (int) Math.ceil(size);
        return new Span(start, size, points);
    }

    private double bin(int map, Span vertical, Span horizontal, int row, int column) {
        boolean isMax = sampling.mode() == RoiAlignOp.Mode.MAX;
        int points = vertical.points() * horizontal.points();
        double value = isMax && points > 0 ? Double.NEGATIVE_INFINITY : 0;
        for (int i = 0; i < vertical.points(); i++) {
            for (int k = 0; k < horizontal.points(); k++) {
                double y = vertical.place(row, i);
                double x = horizontal.place(column, k);
                value = isMax ? Math.max(value, point(map, y, x)) : value + point(map, y, x);
            }
        }
        return isMax ? value : value / Math.max(points, 1);
    }

    /** Interpolated for an average; for a maximum the largest of the four weighted neighbors, as ONNX defines it. */
    private double point(int map, double row, double column) {
        if (row < -1 || row > height || column < -1 || column > width) {
            return 0;
        }
        double y = Math.max(row, 0);
        double x = Math.max(column, 0);
        int top = Math.min((int) y, height - 1);
        int left = Math.min((int) x, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        double down = top == height - 1 ? 0 : y - top;
        double across = left == width - 1 ? 0 : x - left;
        double a = (1 - down) * (1 - across) * input.doubleAt(map + top * width + left);
        double b = (1 - down) * across * input.doubleAt(map + top * width + right);
        double c = down * (1 - across) * input.doubleAt(map + bottom * width + left);
        double d = down * across * input.doubleAt(map + bottom * width + right);
        return sampling.mode() == RoiAlignOp.Mode.MAX ? Math.max(Math.max(a, b), Math.max(c, d)) : a + b + c + d;
    }
}

package qcc.interpreter.array;

import qcc.dialect.array.DeformConvOp;
import qcc.dialect.nn.Window;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Convolutions that read each element of the window at a place of its own. */
final class DeformableConvolution {
    private final DeformConvOp op;
    private final Window window;
    private final double[] input;
    private final double[] offset;
    private final double[] mask;
    private final int channels;
    private final int height;
    private final int width;
    private final int rows;
    private final int columns;
    private final int kernelColumns;
    private final int elements;

    private DeformableConvolution(DeformConvOp op, ArrayCall call) {
        this.op = op;
        this.window = op.window();
        this.input = call.operand(0).toDoubles();
        this.offset = call.operand(2).toDoubles();
        this.mask = call.optional(4).map(Tensor::toDoubles).orElse(null);
        var shape = call.operand(0).shape();
        this.channels = shape.dimension(1);
        this.height = shape.dimension(2);
        this.width = shape.dimension(3);
        this.rows = (int) window.outputs(0, height);
        this.columns = (int) window.outputs(1, width);
        this.kernelColumns = window.kernel().get(1).intValue();
        this.elements = window.kernel().get(0).intValue() * kernelColumns;
    }

    static Tensor execute(DeformConvOp op, ArrayCall call) {
        return new DeformableConvolution(op, call).convolve(call);
    }

    private Tensor convolve(ArrayCall call) {
        var weights = call.operand(1).toDoubles();
        int batch = call.operand(0).shape().dimension(0);
        int outputs = call.operand(1).shape().dimension(0);
        int perGroup = channels / op.groups();
        var bias = call.optional(3).map(Tensor::toDoubles).orElseGet(() -> new double[outputs]);
        int positions = rows * columns;
        var result = call.newResult(0, Shape.of(batch, outputs, rows, columns));
        call.parallel().forEach(batch * positions, task -> {
            int entry = task / positions;
            int position = task % positions;
            var read = read(entry, position);
            for (int out = 0; out < outputs; out++) {
                int first = out / (outputs / op.groups()) * perGroup * elements;
                double sum = bias[out];
                for (int k = 0; k < perGroup * elements; k++) {
                    sum += weights[out * perGroup * elements + k] * read[first + k];
                }
                result.setDouble((entry * outputs + out) * positions + position, sum);
            }
        });
        return result;
    }

    /** What the window reads at one position: its elements for each channel. */
    private double[] read(int entry, int position) {
        var read = new double[channels * elements];
        int perOffset = channels / op.offsetGroups();
        for (int i = 0; i < read.length; i++) {
            int k = i % elements;
            int place = (entry * op.offsetGroups() + i / elements / perOffset) * elements + k;
            double y = position / columns * window.strides().get(0) - window.padBefore(0) + k / kernelColumns * window.dilations().get(0)
                    + offset[2 * place * rows * columns + position];
            double x = position % columns * window.strides().get(1) - window.padBefore(1) + k % kernelColumns * window.dilations().get(1)
                    + offset[(2 * place + 1) * rows * columns + position];
            double factor = mask == null ? 1 : mask[place * rows * columns + position];
            read[i] = factor * interpolated((entry * channels + i / elements) * height * width, y, x);
        }
        return read;
    }

    private double interpolated(int map, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double down = y - top;
        double across = x - left;
        return (1 - down) * ((1 - across) * element(map, top, left) + across * element(map, top, left + 1))
                + down * ((1 - across) * element(map, top + 1, left) + across * element(map, top + 1, left + 1));
    }

    private double element(int map, int row, int column) {
        return row < 0 || row >= height || column < 0 || column >= width ? 0 : input[map + row * width + column];
    }
}

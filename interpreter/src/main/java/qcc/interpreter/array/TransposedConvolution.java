package qcc.interpreter.array;

import java.util.Arrays;
import qcc.dialect.array.ConvTransposeOp;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Transposed convolutions: each element of the input is added to the window of the result that a convolution would read for it. */
final class TransposedConvolution {
    private TransposedConvolution() {}

    static Tensor execute(ConvTransposeOp op, ArrayCall call) {
        var input = call.operand(0).toDoubles();
        var weights = call.operand(1).toDoubles();
        var shape = call.operand(0).shape();
        int batch = shape.dimension(0);
        int channels = shape.dimension(1);
        int groups = (int) op.groups();
        int perGroup = call.operand(1).shape().dimension(1);
        var spatial = spatial(op, shape);
        var window = WindowPlaces.of(spatial, WindowPlaces.spatial(shape), op.window());
        int plane = Shape.of(spatial).elements();
        int positions = window.positions();
        var sums = new double[batch * groups * perGroup * plane];
        call.optional(2).ifPresent(bias -> fill(sums, bias, plane));
        call.parallel().forEach(batch * groups * perGroup, map -> {
            int entry = map / (groups * perGroup);
            int out = map % (groups * perGroup);
            int first = out / perGroup * (channels / groups);
            for (int c = first; c < first + channels / groups; c++) {
                add(sums, map * plane, input, (entry * channels + c) * positions, weights,
                        (c * perGroup + out % perGroup) * window.elements(),
                        window);
            }
        });
        var dimensions = new int[spatial.length + 2];
        dimensions[0] = batch;
        dimensions[1] = groups * perGroup;
        System.arraycopy(spatial, 0, dimensions, 2, spatial.length);
        var result = call.newResult(0, Shape.of(dimensions));
        for (int i = 0; i < sums.length; i++) {
            result.setDouble(i, sums[i]);
        }
        return result;
    }

    private static int[] spatial(ConvTransposeOp op, Shape input) {
        var window = op.window();
        var spatial = new int[window.rank()];
        for (int i = 0; i < spatial.length; i++) {
            spatial[i] = Math.toIntExact(window.strides().get(i) * (input.dimension(i + 2) - 1) + op.outputPadding()[i] + window.extent(i)
                    - window.padBefore(i) - window.padAfter(i));
        }
        return spatial;
    }

    private static void fill(double[] sums, Tensor bias, int plane) {
        for (int map = 0; map < sums.length / Math.max(plane, 1); map++) {
            Arrays.fill(sums, map * plane, (map + 1) * plane, bias.doubleAt(map % bias.elements()));
        }
    }

    private static void add(double[] sums, int to, double[] input, int from, double[] weights, int kernel, WindowPlaces window) {
        var places = window.places();
        int elements = window.elements();
        for (int position = 0; position < window.positions(); position++) {
            double value = input[from + position];
            for (int k = 0; k < elements; k++) {
                int place = places[position * elements + k];
                if (place >= 0) {
                    sums[to + place] += value * weights[kernel + k];
                }
            }
        }
    }
}

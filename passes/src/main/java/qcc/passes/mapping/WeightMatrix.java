package qcc.passes.mapping;

/**
 * Weights of a convolution in channels-last order, and the matrices that crossbars hold of them.
 *
 * @param weights storage integers [outputs, taps, inputs]
 * @param outputs output channels, for all positions that are made at once one after the other
 * @param taps elements of the window
 * @param inputs input channels of one group
 * @param groups groups of channels
 * @param positions positions that are made at once
 */
record WeightMatrix(byte[] weights, int outputs, int taps, int inputs, int groups, int positions) {
    /** The weights of one position at a time. */
    WeightMatrix(byte[] weights, int outputs, int taps, int inputs, int groups) {
        this(weights, outputs, taps, inputs, groups, 1);
    }

    /** The group of channels that an output belongs to. */
    private int group(int output) {
        int all = outputs / positions;
        return output % all / (all / groups);
    }

    int at(int output, int tap, int input) {
        return weights[(output * taps + tap) * inputs + input];
    }

    /** The sum of the weights of an output channel. */
    long sum(int output) {
        long sum = 0;
        for (int i = output * taps * inputs; i < (output + 1) * taps * inputs; i++) {
            sum += weights[i];
        }
        return sum;
    }

    /** The sum of the magnitudes of the weights of an output channel. */
    long absoluteSum(int output) {
        long sum = 0;
        for (int i = output * taps * inputs; i < (output + 1) * taps * inputs; i++) {
            sum += Math.abs(weights[i]);
        }
        return sum;
    }

    /**
     * The weights that make several horizontally neighboring positions at once (copies in Toeplitz form): output {@code position * outputs + output}
     * has the weights of the output, {@code position * stride} columns further right in a window that is as wide as all of them together.
     *
     * @param kernelColumns columns of the window of one position
     */
    WeightMatrix joined(int count, int kernelColumns, int stride) {
        if (count == 1) {
            return this;
        }
        int kernelRows = taps / kernelColumns;
        int width = kernelColumns + (count - 1) * stride;
        var wide = new byte[Math.multiplyExact(Math.multiplyExact(count * outputs, kernelRows * width), inputs)];
        for (int position = 0; position < count; position++) {
            for (int row = 0; row < outputs * kernelRows; row++) {
                int output = row / kernelRows;
                int target = ((position * outputs + output) * kernelRows + row % kernelRows) * width + position * stride;
                System.arraycopy(weights, row * kernelColumns * inputs, wide, target * inputs, kernelColumns * inputs);
            }
        }
        return new WeightMatrix(wide, count * outputs, kernelRows * width, inputs, groups, count);
    }

    /**
     * The matrix of some neighboring outputs over some neighboring input channels: row {@code tap * channels + channel - firstChannel}, column
     * {@code output - firstColumn}; zero where an output does not use a channel.
     */
    byte[] slice(int firstChannel, int channels, int firstColumn, int columns) {
        var matrix = new byte[Math.multiplyExact(Math.multiplyExact(taps, channels), columns)];
        for (int column = 0; column < columns; column++) {
            int output = firstColumn + column;
            int offset = group(output) * inputs - firstChannel;
            int from = Math.max(0, -offset);
            int to = Math.min(inputs, channels - offset);
            for (int tap = 0; tap < taps; tap++) {
                int source = (output * taps + tap) * inputs;
                int target = (tap * channels + offset) * columns + column;
                for (int i = from; i < to; i++) {
                    matrix[target + i * columns] = weights[source + i];
                }
            }
        }
        return matrix;
    }
}

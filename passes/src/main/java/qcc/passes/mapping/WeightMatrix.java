package qcc.passes.mapping;

/**
 * Weights of a convolution in channels-last order, and the matrices that crossbars hold of them.
 *
 * @param weights storage integers [outputs, taps, inputs]
 * @param outputs output channels
 * @param taps elements of the window
 * @param inputs input channels of one group
 * @param groups groups of channels
 */
record WeightMatrix(byte[] weights, int outputs, int taps, int inputs, int groups) {
    int outputsPerGroup() {
        return outputs / groups;
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
     * The matrix of a range of output channels within one group: row {@code tap * inputs + input}, column {@code output - first}.
     */
    byte[] dense(int first, int count) {
        var matrix = new byte[Math.multiplyExact(taps * inputs, count)];
        for (int c = 0; c < count; c++) {
            int source = (first + c) * taps * inputs;
            for (int row = 0; row < taps * inputs; row++) {
                matrix[row * count + c] = weights[source + row];
            }
        }
        return matrix;
    }

    /**
     * The block-diagonal matrix of neighboring groups: row {@code tap * (packed * inputs) + (group - first) * inputs + input}, column
     * {@code (group - first) * outputsPerGroup + output}; zero where a column does not use a row.
     */
    byte[] diagonal(int firstGroup, int packed) {
        int perGroup = outputsPerGroup();
        int columns = packed * perGroup;
        var matrix = new byte[taps * packed * inputs * columns];
        for (int g = 0; g < packed; g++) {
            for (int o = 0; o < perGroup; o++) {
                for (int tap = 0; tap < taps; tap++) {
                    for (int i = 0; i < inputs; i++) {
                        int row = (tap * packed + g) * inputs + i;
                        matrix[row * columns + g * perGroup + o] = (byte) at((firstGroup + g) * perGroup + o, tap, i);
                    }
                }
            }
        }
        return matrix;
    }
}

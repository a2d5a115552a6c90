package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.Window;
import qcc.tensor.Shape;

/** A convolution as its definition says, one element at a time, on [N, C, spatial...] and [O, I/groups, spatial...]. */
record NaiveConvolution(Window window, int groups, Shape input, Shape weights, Shape output) {
    /** One product of an element of the window; a place outside the input is -1. */
    interface Term {
        void accept(int inputIndex, int weightIndex);
    }

    void forEachTerm(int outputIndex, Term term) {
        var place = coordinates(output, outputIndex);
        int perGroup = weights.dimension(1);
        int group = place[1] / (weights.dimension(0) / groups);
        int taps = weights.elements(2, weights.rank());
        for (int channel = 0; channel < perGroup; channel++) {
            for (int tap = 0; tap < taps; tap++) {
                var kernel = coordinates(Shape.of(Arrays.copyOfRange(weights.dimensions(), 2, weights.rank())), tap);
                term.accept(inputIndex(place, group * perGroup + channel, kernel),
                        (place[1] * perGroup + channel) * taps + tap);
            }
        }
    }

    private int inputIndex(int[] place, int channel, int[] kernel) {
        int index = place[0] * input.dimension(1) + channel;
        for (int i = 0; i < kernel.length; i++) {
            long at = place[i + 2] * window.strides().get(i) - window.padBefore(i) + kernel[i] * window.dilations().get(i);
            if (at < 0 || at >= input.dimension(i + 2)) {
                return -1;
            }
            index = index * input.dimension(i + 2) + (int) at;
        }
        return index;
    }

    static int[] coordinates(Shape shape, int index) {
        var result = new int[shape.rank()];
        for (int i = shape.rank() - 1; i >= 0; i--) {
            result[i] = index % shape.dimension(i);
            index /= shape.dimension(i);
        }
        return result;
    }
}

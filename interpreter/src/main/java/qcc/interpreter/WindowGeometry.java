package qcc.interpreter;

import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.tensor.Shape;

/**
 * Where the elements of a window lie in feature maps that have been rewritten with the channels last and the padding made explicit. Offsets
 * count pixels, that is, all channels of one place.
 */
final class WindowGeometry {
    private final Window window;
    private final Layout layout;
    private final Shape block;
    private final int[] spatial;
    private final int[] padded;
    private final int[] outputs;
    private final int[] starts;
    private final int[] taps;

    /** @param block the shape of the input, [S, N, ...] in the order of the layout */
    WindowGeometry(Window window, Layout layout, Shape block) {
        this.window = window;
        this.layout = layout;
        this.block = block;
        int rank = window.rank();
        if (block.rank() != rank + 3) {
            throw new IllegalArgumentException("has a window over " + rank + " axes but an input of rank " + (block.rank() - 1));
        }
        spatial = new int[rank];
        padded = new int[rank];
        outputs = new int[rank];
        for (int i = 0; i < rank; i++) {
            spatial[i] = block.dimension(layout.firstSpatialAxis() + 1 + i);
            padded[i] = Math.toIntExact(spatial[i] + window.padBefore(i) + window.padAfter(i));
            outputs[i] = Math.toIntExact(window.outputs(i, spatial[i]));
        }
        starts = offsets(outputs, window.strides().stream().mapToInt(Math::toIntExact).toArray());
        taps = offsets(kernel(), window.dilations().stream().mapToInt(Math::toIntExact).toArray());
    }

    /** The places, in the padded map, of the points of a grid, {@code steps} apart, in row-major order. */
    private int[] offsets(int[] points, int[] steps) {
        var strides = Shape.of(padded).strides();
        var offsets = new int[Shape.of(points).elements()];
        for (int i = 0; i < offsets.length; i++) {
            int rest = i;
            for (int axis = points.length - 1; axis >= 0; axis--) {
                offsets[i] += rest % points[axis] * steps[axis] * strides[axis];
                rest /= points[axis];
            }
        }
        return offsets;
    }

    Layout layout() {
        return layout;
    }

    private int[] kernel() {
        return window.kernel().stream().mapToInt(Math::toIntExact).toArray();
    }

    /** The number of feature maps: samples times the batch dimension. */
    int maps() {
        return block.dimension(0) * block.dimension(1);
    }

    int channels() {
        return block.dimension(1 + layout.channelAxis(block.rank() - 1));
    }

    int[] spatial() {
        return spatial;
    }

    /** The spatial sizes with the padding. */
    int[] padded() {
        return padded;
    }

    /** The pixels of a padded map. */
    int paddedPixels() {
        return Shape.of(padded).elements();
    }

    /** The pixel of the first real element of a padded map. */
    int firstPixel() {
        var strides = Shape.of(padded).strides();
        int first = 0;
        for (int i = 0; i < strides.length; i++) {
            first += Math.toIntExact(window.padBefore(i)) * strides[i];
        }
        return first;
    }

    /** Output elements of one map and channel. */
    int positions() {
        return starts.length;
    }

    /** For each output position the pixel of the window's first element. */
    int[] starts() {
        return starts;
    }

    /** For each element of the window its distance from the first, in pixels. */
    int[] taps() {
        return taps;
    }

    /** Elements of the window that lie side by side: a row of it, unless it is dilated. */
    int tapsInRun() {
        int last = window.rank() - 1;
        return window.dilations().get(last) == 1 ? Math.toIntExact(window.kernel().get(last)) : 1;
    }

    /** Whether each window is one pixel and each pixel is one window, in order. */
    boolean isPixelwise() {
        return taps.length == 1 && starts.length == paddedPixels();
    }

    /** For each output position how many elements of the window are no padding. */
    int[] validTaps() {
        var valid = new int[starts.length];
        for (int position = 0; position < valid.length; position++) {
            int count = 1;
            int rest = position;
            for (int axis = outputs.length - 1; axis >= 0; axis--) {
                count *= validOnAxis(axis, rest % outputs[axis]);
                rest /= outputs[axis];
            }
            valid[position] = count;
        }
        return valid;
    }

    private int validOnAxis(int axis, int output) {
        long first = output * window.strides().get(axis) - window.padBefore(axis);
        int count = 0;
        for (int k = 0; k < window.kernel().get(axis); k++) {
            long place = first + k * window.dilations().get(axis);
            count += place >= 0 && place < spatial[axis] ? 1 : 0;
        }
        return count;
    }

    /** The shape of the result for a number of channels, [S, N, ...] in the order of the layout. */
    Shape resultShape(int resultChannels) {
        var shape = block.with(1 + layout.channelAxis(block.rank() - 1), resultChannels);
        for (int i = 0; i < outputs.length; i++) {
            shape = shape.with(layout.firstSpatialAxis() + 1 + i, outputs[i]);
        }
        return shape;
    }
}

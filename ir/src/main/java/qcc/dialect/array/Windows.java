package qcc.dialect.array;

import java.util.Arrays;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.Window;
import qcc.ir.DenseArrayAttr;
import qcc.ir.Op;
import qcc.ir.Shape;

/** Sliding windows over maps of the form [N, C, spatial...]. */
final class Windows {
    private Windows() {}

    /** The window whose kernel is that of weights of the form [., ., kernel...]. */
    static Window ofWeights(Op op, Shape weights) {
        if (weights.rank() < 3 || !weights.isStatic()) {
            throw new IllegalArgumentException("expects weights of known shape with a kernel, not " + weights);
        }
        var kernel = Arrays.stream(weights.toArray()).skip(2).boxed().toList();
        return new Window(kernel, Arrays.stream(longs(op, "strides")).boxed().toList(),
                Arrays.stream(longs(op, "dilations")).boxed().toList(), Arrays.stream(longs(op, "pads")).boxed().toList());
    }

    private static long[] longs(Op op, String property) {
        return ((DenseArrayAttr) op.properties().get(property)).toLongs();
    }

    /** @throws IllegalArgumentException if a window has another number of axes than the maps */
    static void requireMaps(Shape input, Window window) {
        if (input.rank() != window.rank() + 2) {
            throw new IllegalArgumentException("has a window over " + window.rank() + " axes but an input of rank " + input.rank());
        }
    }

    /** The shape of a map behind a window that leaves the channels as they are. */
    static Shape pooled(Shape input, Window window) {
        requireMaps(input, window);
        return window.outputShape(input, Layout.NCHW, input.dimension(1));
    }
}

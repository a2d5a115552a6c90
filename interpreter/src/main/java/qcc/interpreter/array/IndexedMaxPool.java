package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.MaxPoolOp;
import qcc.dialect.nn.Window;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** The largest element of each window of any numbers, with its index. */
final class IndexedMaxPool {
    private final Tensor input;
    private final Window window;
    private final ElementOrder order;
    private final int[] strides;

    private IndexedMaxPool(Tensor input, Window window, ElementOrder order) {
        this.input = input;
        this.window = window;
        this.order = order;
        this.strides = input.shape().strides();
    }

    static List<Tensor> execute(MaxPoolOp op, ArrayCall call) {
        return new IndexedMaxPool(call.operand(0), op.window(), new ElementOrder(call.operand(0), call.isUnsignedLong(0))).pool(op, call);
    }

    private List<Tensor> pool(MaxPoolOp op, ArrayCall call) {
        var dimensions = input.shape().dimensions();
        for (int i = 0; i < window.rank(); i++) {
            dimensions[i + 2] = Math.toIntExact(window.outputs(i, dimensions[i + 2]));
        }
        var shape = Shape.of(dimensions);
        var values = call.newResult(0, shape);
        var indices = new LongTensor(shape, new long[shape.elements()]);
        int perMap = shape.elements(2, shape.rank());
        int inputPerMap = input.shape().elements(2, input.shape().rank());
        for (int i = 0; i < shape.elements(); i++) {
            int map = i / perMap * inputPerMap;
            int best = largest(shape, i % perMap, map);
            if (best < 0) {
                throw new IllegalArgumentException("has a window that covers padding only");
            }
            ArrayElementwiseKernels.copy(input, best, values, i);
            indices.data()[i] = op.columnMajor() ? map + columnMajor(best - map) : best;
        }
        return List.of(values, indices);
    }

    /** The flat index of the largest element of one window; -1 if all of it is padding. */
    private int largest(Shape shape, int output, int map) {
        int taps = (int) window.kernel().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        int best = -1;
        for (int tap = 0; tap < taps; tap++) {
            int at = position(shape, output, tap);
            if (at >= 0 && (best < 0 || order.compare(map + at, best) > 0)) {
                best = map + at;
            }
        }
        return best;
    }

    /** The offset of an element of a window in its map; -1 if it is padding. */
    private int position(Shape shape, int output, int tap) {
        int offset = 0;
        int restOfOutput = output;
        int restOfTap = tap;
        for (int i = window.rank() - 1; i >= 0; i--) {
            int size = shape.dimension(i + 2);
            int kernel = Math.toIntExact(window.kernel().get(i));
            long at = restOfOutput % size * window.strides().get(i) - window.padBefore(i) + restOfTap % kernel * window.dilations().get(i);
            if (at < 0 || at >= input.shape().dimension(i + 2)) {
                return -1;
            }
            offset += (int) at * strides[i + 2];
            restOfOutput /= size;
            restOfTap /= kernel;
        }
        return offset;
    }

    private long columnMajor(int offset) {
        long result = 0;
        long stride = 1;
        for (int i = 0; i < window.rank(); i++) {
            result += offset / strides[i + 2] % input.shape().dimension(i + 2) * stride;
            stride *= input.shape().dimension(i + 2);
        }
        return result;
    }
}

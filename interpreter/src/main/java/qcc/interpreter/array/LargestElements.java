package qcc.interpreter.array;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import qcc.dialect.array.TopKOp;
import qcc.tensor.LongTensor;
import qcc.tensor.Tensor;

/** The largest or smallest elements along an axis, sorted. */
final class LargestElements {
    private LargestElements() {}

    static List<Tensor> execute(TopKOp op, ArrayCall call) {
        var input = call.operand(0);
        var axes = ReducedAxes.of(input.shape(), op.axis());
        var offsets = axes.offsets();
        long k = call.scalar(1);
        if (k < 0 || k > offsets.length) {
            throw new IllegalArgumentException("takes " + k + " of " + offsets.length + " elements");
        }
        var shape = input.shape().with(op.axis(), (int) k);
        var values = call.newResult(0, shape);
        var indices = new LongTensor(shape, new long[shape.elements()]);
        var targets = ReducedAxes.of(shape, op.axis());
        var starts = axes.starts();
        var order = new ElementOrder(input, call.isUnsignedLong(0));
        for (int row = 0; row < starts.length; row++) {
            var sorted = sorted(order, op.largest(), starts[row], offsets);
            for (int i = 0; i < k; i++) {
                int target = targets.starts()[row] + targets.offsets()[i];
                ArrayElementwiseKernels.copy(input, starts[row] + offsets[sorted[i]], values, target);
                indices.data()[target] = sorted[i];
            }
        }
        return List.of(values, indices);
    }

    private static Integer[] sorted(ElementOrder order, boolean largest, int start, int[] offsets) {
        var positions = IntStream.range(0, offsets.length).boxed().toArray(Integer[]::new);
        Comparator<Integer> ascending = (a, b) -> order.compare(start + offsets[a], start + offsets[b]);
        Arrays.sort(positions, largest ? ascending.reversed() : ascending);
        return positions;
    }
}

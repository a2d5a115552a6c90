package qcc.interpreter.array;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import qcc.dialect.array.NonMaxSuppressionOp;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** The best boxes of those that overlap. */
final class BoxSelection {
    private final boolean centers;
    private final double[] boxes;
    private final double[] scores;
    private final int count;
    private final long limit;
    private final double overlap;
    private final double threshold;
    private long[] chosen = new long[0];

    private BoxSelection(NonMaxSuppressionOp op, ArrayCall call) {
        this.centers = op.centers();
        this.boxes = call.operand(0).toDoubles();
        this.scores = call.operand(1).toDoubles();
        this.count = call.operand(0).shape().dimension(1);
        this.limit = call.scalar(2);
        this.overlap = call.operand(3).doubleAt(0);
        this.threshold = call.operand(4).doubleAt(0);
    }

    static Tensor execute(NonMaxSuppressionOp op, ArrayCall call) {
        var selection = new BoxSelection(op, call);
        int classes = call.operand(1).shape().dimension(1);
        for (int i = 0; i < call.operand(1).shape().dimension(0) * classes; i++) {
            selection.choose(i / classes, i % classes, classes);
        }
        return new LongTensor(Shape.of(selection.chosen.length / 3, 3), selection.chosen);
    }

    private void choose(int batch, int kind, int classes) {
        int from = (batch * classes + kind) * count;
        var order = IntStream.range(0, count).filter(i -> scores[from + i] > threshold).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[from + i])).mapToInt(Integer::intValue).toArray();
        var taken = new int[order.length];
        int size = 0;
        for (int i = 0; i < order.length && size < limit; i++) {
            int box = order[i];
            int own = size;
            if (Arrays.stream(taken).limit(own).noneMatch(t -> overlap(batch * count + t, batch * count + box) > overlap)) {
                taken[size++] = box;
            }
        }
        int end = chosen.length;
        chosen = Arrays.copyOf(chosen, end + 3 * size);
        for (int i = 0; i < size; i++) {
            chosen[end + 3 * i] = batch;
            chosen[end + 3 * i + 1] = kind;
            chosen[end + 3 * i + 2] = taken[i];
        }
    }

    /** The intersection of two boxes as a part of their union. */
    private double overlap(int a, int b) {
        double height = Math.min(high(a, 0), high(b, 0)) - Math.max(low(a, 0), low(b, 0));
        double width = Math.min(high(a, 1), high(b, 1)) - Math.max(low(a, 1), low(b, 1));
        if (height <= 0 || width <= 0) {
            return 0;
        }
        double both = height * width;
        return both / (area(a) + area(b) - both);
    }

    private double area(int box) {
        return (high(box, 0) - low(box, 0)) * (high(box, 1) - low(box, 1));
    }

    private double low(int box, int axis) {
        return centers
                ? boxes[4 * box + axis] - boxes[4 * box + axis + 2] / 2
                : Math.min(boxes[4 * box + axis], boxes[4 * box + axis + 2]);
    }

    private double high(int box, int axis) {
        return centers
                ? boxes[4 * box + axis] + boxes[4 * box + axis + 2] / 2
                : Math.max(boxes[4 * box + axis], boxes[4 * box + axis + 2]);
    }
}

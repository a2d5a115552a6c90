package qcc.interpreter.array;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import qcc.dialect.array.UniqueOp;
import qcc.tensor.IntegerTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** The different slices of an array along an axis. */
final class Uniqueness {
    private final Tensor input;
    private final int axis;
    private final int size;
    private final int inner;
    private final int outer;

    private Uniqueness(Tensor input, int axis) {
        this.input = input;
        this.axis = axis;
        this.size = input.shape().dimension(axis);
        this.inner = input.shape().elements(axis + 1, input.shape().rank());
        this.outer = input.shape().elements(0, axis);
    }

    static List<Tensor> execute(UniqueOp op, ArrayCall call) {
        var input = call.operand(0);
        return op.axis().map(a -> new Uniqueness(input, a.intValue()))
                .orElseGet(() -> new Uniqueness(input.reshape(Shape.of(input.elements())), 0)).execute(op.sorted());
    }

    private List<Tensor> execute(boolean sorted) {
        var order = IntStream.range(0, size).boxed().sorted(this::compare).mapToInt(Integer::intValue).toArray();
        var group = new int[size];
        var first = new int[size];
        int groups = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || compare(order[i - 1], order[i]) != 0) {
                first[groups++] = order[i];
            }
            group[order[i]] = groups - 1;
        }
        var firsts = Arrays.copyOf(first, groups);
        var rank = sorted ? IntStream.range(0, groups).toArray() : ranks(firsts);
        var places = new int[groups];
        for (int g = 0; g < groups; g++) {
            places[rank[g]] = firsts[g];
        }
        return List.of(Filtering.slices(input, axis, places), longs(Arrays.stream(places).asLongStream().toArray()),
                longs(Arrays.stream(group).mapToLong(g -> rank[g]).toArray()), longs(counts(group, rank)));
    }

    /** The position of each number among all. */
    private static int[] ranks(int[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        return Arrays.stream(numbers).map(n -> Arrays.binarySearch(sorted, n)).toArray();
    }

    private static long[] counts(int[] group, int[] rank) {
        var counts = new long[rank.length];
        for (int g : group) {
            counts[rank[g]]++;
        }
        return counts;
    }

    private static Tensor longs(long[] values) {
        return new LongTensor(Shape.of(values.length), values);
    }

    private int compare(int a, int b) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int order = compareElements((o * size + a) * inner + i, (o * size + b) * inner + i);
                if (order != 0) {
                    return order;
                }
            }
        }
        return 0;
    }

    private int compareElements(int a, int b) {
        return input instanceof IntegerTensor integers
                ? Long.compare(integers.longAt(a), integers.longAt(b))
                : Double.compare(input.doubleAt(a), input.doubleAt(b));
    }
}

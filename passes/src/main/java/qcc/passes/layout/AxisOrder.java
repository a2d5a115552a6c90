package qcc.passes.layout;

import java.util.Arrays;

/** Permutations of axes as {@code nn.transpose} states them: axis i of the result is axis p[i] of the input. */
final class AxisOrder {
    private AxisOrder() {}

    /** From [N, C, spatial...] to [N, spatial..., C], for feature maps and for weights [O, I, spatial...]. */
    static long[] channelsLast(int rank) {
        var order = new long[rank];
        for (int i = 1; i < rank - 1; i++) {
            order[i] = i + 1;
        }
        order[rank - 1] = 1;
        return order;
    }

    /** The permutation that undoes another. */
    static long[] inverse(long[] order) {
        var inverse = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[(int) order[i]] = i;
        }
        return inverse;
    }

    /** A list with one entry for each axis, brought into another order of axes. */
    static long[] permute(long[] entries, long[] order) {
        return Arrays.stream(order).map(axis -> entries[(int) axis]).toArray();
    }
}

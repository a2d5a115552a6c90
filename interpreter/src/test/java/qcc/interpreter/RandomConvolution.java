package qcc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import qcc.dialect.nn.Window;

/**
 * The parameters of a convolution, drawn at random: one to three spatial axes, groups, depthwise with a multiplier, dilation, uneven padding.
 *
 * @param input [N, C, spatial...]
 * @param weights [O, I/groups, spatial...]
 */
record RandomConvolution(long[] input, long[] weights, Window window, int groups, int samples) {

    static RandomConvolution draw(Random random) {
        int axes = random.nextInt(1, 4);
        int groups = random.nextInt(1, 4);
        int perGroup = random.nextInt(1, 4);
        int outputsPerGroup = random.nextInt(1, 5);
        var spatial = new long[axes];
        var kernel = new ArrayList<Long>();
        var strides = new ArrayList<Long>();
        var dilations = new ArrayList<Long>();
        var pads = new ArrayList<Long>();
        for (int i = 0; i < axes; i++) {
            kernel.add(random.nextLong(1, 4));
            strides.add(random.nextLong(1, 4));
            dilations.add(random.nextLong(1, 3));
            long extent = (kernel.get(i) - 1) * dilations.get(i) + 1;
            spatial[i] = random.nextLong(extent, extent + 6);
        }
        for (int i = 0; i < 2 * axes; i++) {
            pads.add(random.nextLong(0, 3));
        }
        return new RandomConvolution(join(1, groups * perGroup, spatial),
                join(groups * outputsPerGroup, perGroup, kernel.stream().mapToLong(k -> k).toArray()),
                new Window(kernel, strides, dilations, pads), groups, random.nextInt(1, 5));
    }

    private static long[] join(long first, long second, long[] rest) {
        return LongStream.concat(LongStream.of(first, second), LongStream.of(rest)).toArray();
    }

    /** The dimensions with the second axis last. */
    static long[] channelsLast(long[] dimensions) {
        var result = new long[dimensions.length];
        var order = lastOrder(dimensions.length);
        for (int i = 0; i < result.length; i++) {
            result[i] = dimensions[(int) order[i]];
        }
        return result;
    }

    /** The permutation from [N, C, spatial...] to [N, spatial..., C]. */
    static long[] lastOrder(int rank) {
        var order = new long[rank];
        for (int i = 1; i < rank - 1; i++) {
            order[i] = i + 1;
        }
        order[rank - 1] = 1;
        return order;
    }

    List<Long> pads() {
        return window.pads();
    }
}

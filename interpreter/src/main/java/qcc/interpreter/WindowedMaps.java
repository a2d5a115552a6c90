package qcc.interpreter;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import qcc.dialect.nn.Layout;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;

/**
 * Feature maps of a block, rewritten a few at a time as [map, group, padded spatial axes, channels of the group], and the walk over all output
 * positions in chunks. Both layouts and any number of spatial axes become one form here; nothing behind it knows of padding.
 */
final class WindowedMaps {
    /** Elements of maps rewritten at a time, which bounds the memory whatever the block. */
    private static final int MAX_ELEMENTS = 1 << 22;

    private final WindowGeometry geometry;
    private final int groups;
    private final int repeats;
    private final int groupChannels;

    /**
     * @param groups groups of channels that are kept apart
     * @param repeats how many times each channel stands beside itself, for depthwise convolutions with a multiplier
     */
    WindowedMaps(WindowGeometry geometry, int groups, int repeats) {
        this.geometry = geometry;
        this.groups = groups;
        this.repeats = repeats;
        this.groupChannels = geometry.channels() / groups * repeats;
    }

    WindowGeometry geometry() {
        return geometry;
    }

    /** Groups of channels that are kept apart. */
    int groups() {
        return groups;
    }

    /** Channels of one group, repeats included. */
    int groupChannels() {
        return groupChannels;
    }

    /** Elements of all windows of one group and position. */
    int windowElements() {
        return geometry.taps().length * groupChannels;
    }

    /** Whether the windows of successive rows lie one after the other, so that they need no gathering. */
    boolean windowsLieInOrder() {
        return groups == 1 && geometry.isPixelwise();
    }

    /**
     * Output positions of one group, numbered through all maps: row = map * positions + position.
     *
     * @param maps the array of rewritten maps
     * @param firstMap the map that stands first in it
     */
    record Chunk(WindowedMaps source, Object maps, int firstMap, int group, int firstRow, int rows) {
        /** Where in the array the window of a row begins. */
        int start(int row) {
            int positions = source.geometry.positions();
            int map = row / positions - firstMap;
            return ((map * source.groups + group) * source.geometry.paddedPixels() + source.geometry.starts()[row % positions])
                    * source.groupChannels;
        }

        /** Copies the windows of all rows, one after the other, elements in the order of the taps, then of the channels. */
        void gather(Object patches) {
            var taps = source.geometry.taps();
            int run = source.geometry.tapsInRun();
            int length = run * source.groupChannels;
            int target = 0;
            for (int row = firstRow; row < firstRow + rows; row++) {
                int start = start(row);
                for (int tap = 0; tap < taps.length; tap += run) {
                    System.arraycopy(maps, start + taps[tap] * source.groupChannels, patches, target, length);
                    target += length;
                }
            }
        }
    }

    /** What is done with a chunk; one kernel is never used by two threads at once. */
    @FunctionalInterface
    interface Kernel {
        void accept(Chunk chunk);
    }

    /**
     * Walks all output positions of all groups.
     *
     * @param input the block in the order of the layout
     * @param padding makes an array of a length, full of what padding contributes
     * @param chunkRows the most rows in a chunk
     */
    void forEachChunk(Object input, IntFunction<Object> padding, int chunkRows, Parallel parallel,
            Supplier<Kernel> kernels) {
        int mapElements = Math.multiplyExact(Math.multiplyExact(geometry.paddedPixels(), groupChannels), groups);
        int together = Math.clamp(MAX_ELEMENTS / Math.max(1, mapElements), 1, Math.max(1, geometry.maps()));
        var maps = padding.apply(Math.multiplyExact(together, mapElements));
        var idle = new ConcurrentLinkedQueue<Kernel>();
        for (int first = 0; first < geometry.maps(); first += together) {
            int firstMap = first;
            int count = Math.min(together, geometry.maps() - first);
            rewrite(input, firstMap, count, maps, parallel);
            int rows = count * geometry.positions();
            int size = Math.clamp(Math.ceilDiv(rows * (long) groups, 2 * parallel.threads()), 1, chunkRows);
            int chunks = Math.ceilDiv(rows, size);
            parallel.forEach(chunks * groups, task -> {
                var waiting = idle.poll();
                var kernel = waiting == null ? kernels.get() : waiting;
                int from = task % chunks * size;
                kernel.accept(new Chunk(this, maps, firstMap, task / chunks, firstMap * geometry.positions() + from,
                        Math.min(size, rows - from)));
                idle.add(kernel);
            });
        }
    }

    private void rewrite(Object input, int firstMap, int count, Object maps, Parallel parallel) {
        int rank = geometry.spatial().length;
        int pixels = Shape.of(geometry.spatial()).elements();
        int channels = geometry.channels();
        boolean last = geometry.layout() == Layout.NHWC;
        int pixelStride = last ? channels : 1;
        int channelStride = last ? 1 : pixels;
        var sizes = new int[rank + 4];
        var source = new int[rank + 4];
        var target = new int[rank + 4];
        set(sizes, count, groups, geometry.spatial(), channels / groups, repeats);
        set(source, pixels * channels, channels / groups * channelStride, scaled(geometry.spatial(), pixelStride), channelStride, 0);
        set(target, geometry.paddedPixels() * groupChannels * groups, geometry.paddedPixels() * groupChannels,
                scaled(geometry.padded(), groupChannels), repeats, 1);
        StridedCopy.copy(input, firstMap * pixels * channels, source, maps, geometry.firstPixel() * groupChannels, target, sizes, parallel);
    }

    private static int[] scaled(int[] dimensions, int factor) {
        return Arrays.stream(Shape.of(dimensions).strides()).map(s -> s * factor).toArray();
    }

    private static void set(int[] axes, int map, int group, int[] spatial, int channel, int repeat) {
        axes[0] = map;
        axes[1] = group;
        System.arraycopy(spatial, 0, axes, 2, spatial.length);
        axes[spatial.length + 2] = channel;
        axes[spatial.length + 3] = repeat;
    }
}

package qcc.passes.loss;

import java.util.Arrays;
import qcc.dialect.nn.Window;
import qcc.ir.Shape;

/**
 * Windows of a product's input, spread evenly over all samples and positions. Which ones is fixed by their number and that of the samples.
 */
final class WindowSample {
    /** The golden ratio's fraction, whose multiples fill an interval evenly. */
    private static final double GOLDEN = 0.6180339887498949;

    private final int height;
    private final int width;
    private final int channels;
    private final int positionsAcross;
    private final int positions;
    private final Window window;
    private final byte padding;
    private final long places;
    private final int size;
    private final byte[] data;
    private int taken;

    /**
     * @param map shape of the input, [1, height, width, channels]
     * @param padding the element outside the map
     * @param samples how many samples will be given
     * @param windows how many windows to take at most
     */
    WindowSample(Shape map, Window window, byte padding, long samples, int windows) {
        this.height = Math.toIntExact(map.dimension(1));
        this.width = Math.toIntExact(map.dimension(2));
        this.channels = Math.toIntExact(map.dimension(3));
        this.window = window;
        this.padding = padding;
        this.positionsAcross = Math.toIntExact(window.outputs(1, width));
        this.positions = Math.toIntExact(window.outputs(0, height)) * positionsAcross;
        this.places = Math.multiplyExact(samples, positions);
        this.size = Math.toIntExact(window.kernel().get(0) * window.kernel().get(1) * channels);
        this.data = new byte[Math.multiplyExact((int) Math.min(windows, places), size)];
    }

    private WindowSample(WindowSample all, int windows) {
        this.height = all.height;
        this.width = all.width;
        this.channels = all.channels;
        this.window = all.window;
        this.padding = all.padding;
        this.positionsAcross = all.positionsAcross;
        this.positions = all.positions;
        this.places = all.places;
        this.size = all.size;
        this.data = new byte[windows * size];
        this.taken = windows;
        for (int i = 0; i < windows; i++) {
            System.arraycopy(all.data, (int) spread(i, windows, all.taken) * size, data, i * size, size);
        }
    }

    /** Evenly spread windows of these. */
    WindowSample thinned(int most) {
        return most >= taken ? this : new WindowSample(this, most);
    }

    /** Elements of a window: kernel row, kernel column, channel. */
    int size() {
        return size;
    }

    int channels() {
        return channels;
    }

    /** Windows taken so far. */
    int count() {
        return taken;
    }

    /** The element of a window. */
    byte element(int number, int index) {
        return data[number * size + index];
    }

    /**
     * Takes windows from a block of samples.
     *
     * @param maps [samples, height, width, channels]
     * @param from the number of the first sample; blocks come in order
     */
    void take(byte[] maps, long from, int samples) {
        int planned = data.length / size;
        for (; taken < planned; taken++) {
            long place = place(taken, planned) - from * positions;
            if (place >= (long) samples * positions) {
                return;
            }
            int sample = (int) (place / positions);
            gather(maps, sample * height * width * channels, (int) (place % positions));
        }
    }

    /** One place in each of the equal stretches that all places are divided into, at an uneven distance from its start. */
    private long place(int number, int planned) {
        return spread(number, planned, places);
    }

    private static long spread(int number, int planned, long all) {
        double within = (number + 1) * GOLDEN % 1;
        return Math.min(all - 1, (long) ((number + within) * all / planned));
    }

    private void gather(byte[] maps, int first, int position) {
        int target = taken * size;
        var kernel = window.kernel();
        for (int ky = 0; ky < kernel.get(0); ky++) {
            long y = position / positionsAcross * window.strides().get(0) + ky * window.dilations().get(0) - window.padBefore(0);
            for (int kx = 0; kx < kernel.get(1); kx++, target += channels) {
                long x = position % positionsAcross * window.strides().get(1) + kx * window.dilations().get(1) - window.padBefore(1);
                if (y >= 0 && y < height && x >= 0 && x < width) {
                    System.arraycopy(maps, first + ((int) y * width + (int) x) * channels, data, target, channels);
                } else {
                    Arrays.fill(data, target, target + channels, padding);
                }
            }
        }
    }

    /** The index in a window of each row of a group's matrix, which takes some of the channels of every tap. */
    int[] rowsOf(int firstChannel, int count) {
        var rows = new int[size / channels * count];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row / count * channels + firstChannel + row % count;
        }
        return rows;
    }
}

package qcc.interpreter;

import qcc.dialect.nn.Layout;

/**
 * Where the elements of a result lie whose rows (map * positions + position) and channels a product computes.
 *
 * @param positions rows of one map
 * @param mapStride distance of two maps
 * @param positionStride distance of two positions of a map
 * @param channelStride distance of two channels of a position; 1 with the channels last
 */
record ResultRows(int positions, int mapStride, int positionStride, int channelStride) {

    static ResultRows of(Layout layout, int positions, int channels) {
        return switch (layout) {
            case NCHW -> new ResultRows(positions, positions * channels, 1, positions);
            case NHWC -> new ResultRows(positions, positions * channels, channels, 1);
        };
    }

    /** Rows of channels, one after the other. */
    static ResultRows matrix(int channels) {
        return new ResultRows(1, channels, channels, 1);
    }

    int index(int row, int channel) {
        return row / positions * mapStride + row % positions * positionStride + channel * channelStride;
    }

    /** How many rows from this one to a limit belong to the same map. */
    int rowsInMap(int row, int limit) {
        return Math.min(limit - row, positions - row % positions);
    }
}

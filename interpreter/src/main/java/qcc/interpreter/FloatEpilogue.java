package qcc.interpreter;

/**
 * What becomes of the sums of a product of reals: {@code clamp(sum + bias[c] + residual)}.
 *
 * @param bias one value for each channel
 * @param residual of the result's shape and order, or null
 */
record FloatEpilogue(ResultRows rows, float[] bias, float[] residual, float low, float high, float[] result) {

    /**
     * Stores a block of sums.
     *
     * @param sums {@code count} rows of {@code channels} elements
     * @param firstChannel the channel of the first column
     */
    void store(float[] sums, int firstRow, int count, int firstChannel, int channels) {
        if (rows.channelStride() == 1) {
            for (int r = 0; r < count; r++) {
                storeRow(sums, r * channels, rows.index(firstRow + r, firstChannel), firstChannel, channels);
            }
            return;
        }
        int done = 0;
        while (done < count) {
            int part = rows.rowsInMap(firstRow + done, firstRow + count);
            for (int c = 0; c < channels; c++) {
                storeColumn(sums, done * channels + c, channels, rows.index(firstRow + done, firstChannel + c), bias[firstChannel + c],
                        part);
            }
            done += part;
        }
    }

    /** Stores one row of sums, whose channels lie side by side in the result. */
    void storeRow(float[] sums, int from, int to, int firstChannel, int count) {
        for (int c = 0; c < count; c++) {
            result[to + c] = sums[from + c] + bias[firstChannel + c];
        }
        finish(to, count);
    }

    private void storeColumn(float[] sums, int from, int step, int to, float channelBias, int count) {
        for (int i = 0; i < count; i++) {
            result[to + i] = sums[from + i * step] + channelBias;
        }
        finish(to, count);
    }

    private void finish(int to, int count) {
        if (residual != null) {
            for (int i = to; i < to + count; i++) {
                result[i] += residual[i];
            }
        }
        if (low > Float.NEGATIVE_INFINITY || high < Float.POSITIVE_INFINITY) {
            FloatArithmetic.limit(result, to, count, low, high);
        }
    }
}

package qcc.passes.quantize;

import java.util.Arrays;

/**
 * A histogram of 2,048 bins whose width is a power of two and doubles until all values fit.
 *
 * <p>Bin i holds the values of {@code [i * width, (i + 1) * width)}; doubling the width joins bins 2i and 2i + 1, so that the final histogram
 * depends on the values alone and not on their order.
 */
final class HistogramStatistic implements RangeStatistic {
    static final int BINS = 2048;

    /** The narrowest bins: values closer than this are one. */
    private static final int SMALLEST_EXPONENT = -126;

    /** Indices stay exact in f64 and far from the ends of an integer. */
    private static final double LARGEST_INDEX = 0x1p50;

    private final double percentile;
    private final MinMaxStatistic extremes = new MinMaxStatistic();
    private long[] counts = new long[BINS];
    private long total;
    private int exponent = SMALLEST_EXPONENT;
    private long first;

    /** @param percentile how many percent of the values the range keeps, in (0, 100] */
    HistogramStatistic(double percentile) {
        this.percentile = percentile;
    }

    @Override
    public void add(float[] values) {
        if (values.length == 0) {
            return;
        }
        extremes.add(values);
        widen();
        double scale = Math.scalb(1.0, -exponent);
        for (float value : values) {
            counts[(int) ((long) Math.floor(value * scale) - first)]++;
        }
        total += values.length;
    }

    /** Doubles the width until the bins hold both extremes. */
    private void widen() {
        var range = extremes.range();
        while (bin(range.max()) - bin(range.min()) >= BINS || Math.abs(bin(range.min())) > LARGEST_INDEX) {
            exponent++;
            joinPairs();
        }
        move(bin(range.min()));
    }

    /** The index of a value's bin, which may be too large for an integer. */
    private double bin(double value) {
        return Math.floor(Math.scalb(value, -exponent));
    }

    private void joinPairs() {
        if (total == 0) {
            return;
        }
        long start = Math.floorDiv(first, 2L);
        var joined = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            if (counts[i] != 0) {
                joined[(int) (Math.floorDiv(first + i, 2L) - start)] += counts[i];
            }
        }
        counts = joined;
        first = start;
    }

    private void move(double lowest) {
        long start = (long) lowest;
        if (start == first) {
            return;
        }
        var moved = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            if (counts[i] != 0) {
                moved[(int) (first + i - start)] = counts[i];
            }
        }
        counts = moved;
        first = start;
    }

    /** Cuts the same share of values at both ends, on the borders of bins, but never beyond the extremes. */
    @Override
    public ValueRange range() {
        if (total == 0) {
            return extremes.range();
        }
        double cut = total * (100 - percentile) / 200;
        double width = Math.scalb(1.0, exponent);
        var all = extremes.range();
        double low = Math.max(all.min(), (first + below(cut, counts)) * width);
        double high = Math.min(all.max(), (first + BINS - below(cut, reversed())) * width);
        return low <= high ? new ValueRange(low, high) : all;
    }

    /** How many bins from the start hold at most {@code cut} values together. */
    private static int below(double cut, long[] counts) {
        long sum = 0;
        int bins = 0;
        while (bins < counts.length && sum + counts[bins] <= cut) {
            sum += counts[bins++];
        }
        return bins;
    }

    private long[] reversed() {
        var reversed = new long[BINS];
        Arrays.setAll(reversed, i -> counts[BINS - 1 - i]);
        return reversed;
    }
}

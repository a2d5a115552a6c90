package qcc.passes.quantize;

/** The smallest and the largest value. */
final class MinMaxStatistic implements RangeStatistic {
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;

    @Override
    public void add(float[] values) {
        float low = min;
        float high = max;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        min = low;
        max = high;
    }

    @Override
    public ValueRange range() {
        return min <= max ? new ValueRange(min, max) : new ValueRange(0, 0);
    }
}

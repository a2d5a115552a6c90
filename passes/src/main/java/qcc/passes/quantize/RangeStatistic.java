package qcc.passes.quantize;

/** What is learned of a value from its samples. The result does not depend on how the samples are cut into blocks. */
sealed interface RangeStatistic permits MinMaxStatistic, HistogramStatistic {
    /** Takes in finite values. */
    void add(float[] values);

    ValueRange range();
}

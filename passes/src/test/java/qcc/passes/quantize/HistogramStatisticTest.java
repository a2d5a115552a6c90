package qcc.passes.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramStatisticTest {
    private static ValueRange range(double percentile, float[]... blocks) {
        var statistic = new HistogramStatistic(percentile);
        for (var block : blocks) {
            statistic.add(block);
        }
        return statistic.range();
    }

    @Property
    void doesNotDependOnOrderOrBlocks(@ForAll @Size(min = 2, max = 60) @FloatRange(min = -1e6f, max = 1e6f) float[] values,
            @ForAll @IntRange(min = 1, max = 1000) int part) {
        int cut = part % (values.length - 1) + 1;
        var reversed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        var whole = range(80, values);
        assertThat(range(80, reversed)).isEqualTo(whole);
        assertThat(range(80, Arrays.copyOf(values, cut), Arrays.copyOfRange(values, cut, values.length))).isEqualTo(whole);
    }

    @Property
    void keepsEverythingAtHundredPercent(@ForAll @Size(min = 1, max = 60) @FloatRange(min = -1e30f, max = 1e30f) float[] values) {
        var extremes = new MinMaxStatistic();
        extremes.add(values);
        assertThat(range(100, values)).isEqualTo(extremes.range());
    }

    @Test
    void cutsTheSameShareAtBothEnds() {
        var values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        // 1 % is ten values: five at each end, on borders of bins of 1/2
        assertThat(range(99, values)).isEqualTo(new ValueRange(5, 994.5));
    }

    @Test
    void ignoresOneOutlierAmongMany() {
        var values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 1000) / 1000f;
        }
        values[77] = 50;
        var range = range(99.99, values);
        assertThat(range.max()).isBetween(0.999, 1.1);
        assertThat(range.min()).isZero();
    }

    @Test
    void doublesItsBinsForLateLargeValues() {
        var range = range(100, new float[]{1e-20f, 2e-20f}, new float[]{1e20f}, new float[]{-1});
        assertThat(range).isEqualTo(new ValueRange(-1, 1e20f));
    }
}

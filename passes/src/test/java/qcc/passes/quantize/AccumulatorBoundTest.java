package qcc.passes.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccumulatorBoundTest {
    @Property
    void noSumOfProductsLeavesTheBound(@ForAll @Size(max = 20) byte[] weights, @ForAll @Size(20) byte[] inputs,
            @ForAll @IntRange(min = -128, max = 127) int zeroPoint) {
        var bound = AccumulatorBound.of(weights, 0, weights.length, -128, 127, zeroPoint);
        long corrected = 0;
        long raw = 0;
        for (int i = 0; i < weights.length; i++) {
            corrected += (inputs[i] - zeroPoint) * weights[i];
            raw += inputs[i] * weights[i];
        }
        assertThat(corrected).isBetween(bound.min(), bound.max());
        assertThat(raw).isBetween(bound.min(), bound.max());
    }

    @Test
    void looksAtOneChannelOnly() {
        assertThat(AccumulatorBound.of(new byte[]{100, 1, 100}, 1, 1, -128, 127, 0)).isEqualTo(new AccumulatorBound(-128, 127));
    }

    @Test
    void addsWhatIsKnownAndWhatIsNot() {
        var bound = new AccumulatorBound(-10, 10).plus(5).plusMinus(3);
        assertThat(bound).isEqualTo(new AccumulatorBound(-13, 18));
    }

    @Test
    void countsBitsAtThePowersOfTwo() {
        assertThat(new AccumulatorBound(-128, 127).bits()).isEqualTo(8);
        assertThat(new AccumulatorBound(-129, 0).bits()).isEqualTo(9);
        assertThat(new AccumulatorBound(0, 128).bits()).isEqualTo(9);
        assertThat(new AccumulatorBound(-128, 127).fits(8)).isTrue();
        assertThat(new AccumulatorBound(-129, 127).fits(8)).isFalse();
        assertThat(new AccumulatorBound(-128, 128).fits(8)).isFalse();
    }
}

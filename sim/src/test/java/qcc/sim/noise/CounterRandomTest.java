package qcc.sim.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CounterRandomTest {
    /** The known answers that the authors of Philox publish. */
    @Test
    void givesTheKnownAnswers() {
        assertThat(CounterRandom.philox(0, 0, 0, 0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(CounterRandom.philox(-1, -1, -1, -1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(CounterRandom.philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void normalNumbersAreNormal() {
        var random = new CounterRandom(3);
        var n = 40_000;
        var sums = new double[5];
        for (var i = 0; i < n; i++) {
            var z = random.normal(Purpose.PROGRAMMING, 1, 2, i / 200, i % 200);
            for (var power = 1; power < sums.length; power++) {
                sums[power] += Math.pow(z, power) / n;
            }
        }
        assertThat(sums[1]).isCloseTo(0, within(0.02));
        assertThat(sums[2]).isCloseTo(1, within(0.03));
        assertThat(sums[3]).isCloseTo(0, within(0.06));
        assertThat(sums[4]).isCloseTo(3, within(0.2));
    }

    @Test
    void everyPartOfTheKeyCounts() {
        var one = new CounterRandom(3).bits(Purpose.STUCK, 1, 2, 3, 4);
        assertThat(new CounterRandom(3).bits(Purpose.STUCK, 1, 2, 3, 4)).isEqualTo(one);
        assertThat(new long[]{new CounterRandom(4).bits(Purpose.STUCK, 1, 2, 3, 4), new CounterRandom(3).bits(Purpose.DRIFT, 1, 2, 3, 4),
                new CounterRandom(3).bits(Purpose.STUCK, 0, 2, 3, 4), new CounterRandom(3).bits(Purpose.STUCK, 1, 0, 3, 4),
                new CounterRandom(3).bits(Purpose.STUCK, 1, 2, 0, 4), new CounterRandom(3).bits(Purpose.STUCK, 1, 2, 3, 0)})
                .doesNotContain(one).doesNotHaveDuplicates();
    }

    @Test
    void quantilesAreThoseOfTheNormalDistribution() {
        assertThat(NormalQuantile.of(0.5)).isCloseTo(0, within(1e-12));
        assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-8));
        assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167813, within(1e-8));
    }

    @Test
    void readNoiseIsNormalAndDiffersFromConversionToConversion() {
        var noise = new ReadNoise(1, new CounterRandom(1).bits(Purpose.READ, 0, 0, 0, 0));
        var n = 60_000;
        var mean = 0.0;
        var square = 0.0;
        var neighbors = 0.0;
        for (var i = 0; i < n; i++) {
            var z = noise.normal(i / 100, i % 100 / 8, i % 8);
            mean += z / n;
            square += z * z / n;
            neighbors += z * noise.normal(i / 100 + 1, i % 100 / 8, i % 8) / n;
        }
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(square).isCloseTo(1, within(0.02));
        assertThat(neighbors).isCloseTo(0, within(0.02));
    }
}

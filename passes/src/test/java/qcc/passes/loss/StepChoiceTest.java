package qcc.passes.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.StepTable;

class StepChoiceTest {
    private static StepChoice choice(int bits, boolean floor, boolean signed, boolean anyStep) {
        return new StepChoice(new Converter(bits, StepTable.uniform(1), floor, 8, 1, Converter.Signing.OFFSET, List.of(1)), signed,
                anyStep);
    }

    private static SumHistogram histogram(int... sums) {
        var histogram = new SumHistogram();
        histogram.add(sums, 1);
        return histogram;
    }

    @Test
    void sumsThatFitKeepEveryCount() {
        assertThat(choice(4, false, false, false).best(histogram(0, 3, 15))).isEqualTo(1);
        assertThat(choice(4, false, true, false).best(histogram(-8, 7))).isEqualTo(1);
        assertThat(choice(4, false, false, false).best(new SumHistogram())).isEqualTo(1);
        assertThat(choice(4, false, false, false).best(histogram(0, 0))).isEqualTo(1);
    }

    @Test
    void aFewLargeSumsAreClippedForTheSakeOfManySmallOnes() {
        var sums = IntStream.range(0, 1600).map(i -> i % 16).toArray();
        var histogram = histogram(sums);
        histogram.add(new int[]{20}, 1);
        assertThat(choice(4, false, false, false).best(histogram)).isEqualTo(1);
        histogram.add(new int[]{30}, 1e5);
        assertThat(choice(4, false, false, false).best(histogram)).isEqualTo(2);
    }

    @Test
    void aSignedRangeMustCoverBothEnds() {
        assertThat(choice(4, false, true, false).best(histogram(-16, 2))).isEqualTo(2);
        assertThat(choice(4, false, true, false).best(histogram(-2, 14))).isEqualTo(2);
    }

    @Test
    void stepsNeedNotBePowersOfTwoWhereTheChipHasOthers() {
        assertThat(choice(4, false, false, true).best(histogram(0, 3, 9, 45))).isEqualTo(3);
        assertThat(choice(4, false, false, false).best(histogram(0, 3, 9, 45))).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"3, false, false", "3, true, false", "4, false, true", "5, true, true"})
    void noPowerOfTwoIsBetter(int bits, boolean floor, boolean signed) {
        var random = new Random(bits);
        for (int round = 0; round < 20; round++) {
            int range = 1 << random.nextInt(2, 12);
            var sums = IntStream.range(0, 300).map(_ -> (int) (random.nextGaussian() * range / 3)).map(s -> signed ? s : Math.abs(s))
                    .toArray();
            var choice = choice(bits, floor, signed, false);
            int best = choice.best(histogram(sums));
            double least = error(sums, ConversionStep.of(choice.converter(), signed, best));
            for (int step = 1; step <= 4 * range; step *= 2) {
                assertThat(error(sums, ConversionStep.of(choice.converter(), signed, step))).isGreaterThanOrEqualTo(least);
            }
        }
    }

    private static double error(int[] sums, ConversionStep conversion) {
        return Arrays.stream(sums).mapToDouble(s -> Math.pow(conversion.error(s), 2)).sum();
    }

    @Test
    void wideBinsStandForTheirMiddle() {
        var wide = histogram(1 << 20, -5, 3);
        wide.add(histogram(1 << 20, -(1 << 18)));
        assertThat(wide.largest()).isBetween(1 << 20, (1 << 20) + 64);
        var merged = histogram(7);
        merged.add(wide);
        assertThat(merged.largest()).isEqualTo(wide.largest());
        assertThat(merged.squaredError(new ConversionStep(1, 0, 0, 0)))
                .isCloseTo(2 * Math.pow(1 << 20, 2) + Math.pow(1 << 18, 2), Percentage.withPercentage(0.1));
    }

    @Test
    void halvesRoundUpAndNegativeSumsDown() {
        var nearest = ConversionStep.of(choice(4, false, true, false).converter(), true, 4);
        assertThat(IntStream.of(-3, -2, -1, 1, 2, 5, 28, 30, -32, -35).map(nearest::error).toArray())
                .isEqualTo(new int[]{-1, 2, 1, -1, 2, -1, 0, -2, 0, 3});
        assertThat(nearest.clips(29)).isFalse();
        assertThat(nearest.clips(30)).isTrue();
        var floor = ConversionStep.of(choice(4, true, true, false).converter(), true, 4);
        assertThat(IntStream.of(-1, 3, 31).map(floor::error).toArray()).isEqualTo(new int[]{-3, -3, -3});
    }
}

package qcc.passes.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.chip.Adc.FullScale.Steps;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.StepTable;

class StepChoiceTest {
    private static StepChoice choice(int bits, boolean floor, boolean signed, Steps steps) {
        return new StepChoice(new Converter(bits, StepTable.uniform(1), floor, 8, 1, Converter.Signing.OFFSET, List.of(1)), signed,
                steps);
    }

    private static SumHistogram histogram(int... sums) {
        var histogram = new SumHistogram();
        histogram.add(sums, 1);
        return histogram;
    }

    @Test
    void sumsThatFitKeepEveryCount() {
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(histogram(0, 3, 15))).isEqualTo(1);
        assertThat(choice(4, false, true, Steps.POWER_OF_TWO).best(histogram(-8, 7))).isEqualTo(1);
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(new SumHistogram())).isEqualTo(1);
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(histogram(0, 0))).isEqualTo(1);
    }

    @Test
    void aFewLargeSumsAreClippedForTheSakeOfManySmallOnes() {
        var sums = IntStream.range(0, 1600).map(i -> i % 16).toArray();
        var histogram = histogram(sums);
        histogram.add(new int[]{20}, 1);
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(histogram)).isEqualTo(1);
        histogram.add(new int[]{30}, 1e5);
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(histogram)).isEqualTo(2);
    }

    @Test
    void aSignedRangeMustCoverBothEnds() {
        assertThat(choice(4, false, true, Steps.POWER_OF_TWO).best(histogram(-16, 2))).isEqualTo(2);
        assertThat(choice(4, false, true, Steps.POWER_OF_TWO).best(histogram(-2, 14))).isEqualTo(2);
    }

    @Test
    void stepsNeedNotBePowersOfTwoWhereTheChipHasOthers() {
        assertThat(choice(4, false, false, Steps.ANY).best(histogram(0, 3, 9, 45))).isEqualTo(3);
        assertThat(choice(4, false, false, Steps.POWER_OF_TWO).best(histogram(0, 3, 9, 45))).isEqualTo(4);
    }

    /** 45 of 15 codes, in units of 1/256, and sums that a step of 1.5 holds exactly. */
    @Test
    void stepsInFixedPointHaveFractions() {
        assertThat(choice(4, false, false, Steps.FIXED_POINT).best(histogram(0, 3, 9, 45))).isEqualTo(3 << 8);
        var some = IntStream.iterate(0, sum -> sum < 24, sum -> sum + 3).toArray();
        double least = error(some, ConversionStep.of(choice(4, false, false, Steps.FIXED_POINT).converter(), false,
                choice(4, false, false, Steps.FIXED_POINT).best(histogram(some)), 8));
        assertThat(least).isLessThan(error(some, ConversionStep.of(choice(4, false, false, Steps.ANY).converter(), false,
                choice(4, false, false, Steps.ANY).best(histogram(some)), 0)));
    }

    /** Rounding half up on rational numbers, whatever the step. */
    @Test
    void errorsAreThoseOfRationalNumbers() {
        var random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            int bits = random.nextInt(17);
            int step = 1 + random.nextInt(20 << bits);
            boolean floor = random.nextBoolean();
            int sum = random.nextInt(-400, 400);
            var exact = new BigDecimal(step).divide(new BigDecimal(1 << bits));
            var doubled = new BigDecimal(2 * sum).add(floor ? BigDecimal.ZERO : exact);
            var code = doubled.divide(exact.multiply(BigDecimal.TWO), 0, RoundingMode.FLOOR).max(new BigDecimal(-32))
                    .min(new BigDecimal(31));
            var conversion = ConversionStep.of(choice(6, floor, true, Steps.ANY).converter(), true, step, bits);
            assertThat(conversion.error(sum)).isEqualTo(code.multiply(exact).subtract(new BigDecimal(sum)).doubleValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"3, false, false", "3, true, false", "4, false, true", "5, true, true"})
    void noPowerOfTwoIsBetter(int bits, boolean floor, boolean signed) {
        var random = new Random(bits);
        for (int round = 0; round < 20; round++) {
            int range = 1 << random.nextInt(2, 12);
            var sums = IntStream.range(0, 300).map(_ -> (int) (random.nextGaussian() * range / 3)).map(s -> signed ? s : Math.abs(s))
                    .toArray();
            var choice = choice(bits, floor, signed, Steps.POWER_OF_TWO);
            int best = choice.best(histogram(sums));
            double least = error(sums, ConversionStep.of(choice.converter(), signed, best, 0));
            for (int step = 1; step <= 4 * range; step *= 2) {
                assertThat(error(sums, ConversionStep.of(choice.converter(), signed, step, 0))).isGreaterThanOrEqualTo(least);
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
        assertThat(merged.squaredError(new ConversionStep(1, 0, 0, 0, 0)))
                .isCloseTo(2 * Math.pow(1 << 20, 2) + Math.pow(1 << 18, 2), Percentage.withPercentage(0.1));
    }

    @Test
    void halvesRoundUpAndNegativeSumsDown() {
        var nearest = ConversionStep.of(choice(4, false, true, Steps.POWER_OF_TWO).converter(), true, 4, 0);
        assertThat(IntStream.of(-3, -2, -1, 1, 2, 5, 28, 30, -32, -35).mapToDouble(nearest::error).toArray())
                .isEqualTo(new double[]{-1, 2, 1, -1, 2, -1, 0, -2, 0, 3});
        assertThat(nearest.clips(29)).isFalse();
        assertThat(nearest.clips(30)).isTrue();
        var floor = ConversionStep.of(choice(4, true, true, Steps.POWER_OF_TWO).converter(), true, 4, 0);
        assertThat(IntStream.of(-1, 3, 31).mapToDouble(floor::error).toArray()).isEqualTo(new double[]{-3, -3, -3});
    }
}

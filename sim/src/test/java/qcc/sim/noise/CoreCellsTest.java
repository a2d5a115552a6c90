package qcc.sim.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.Noise.Programming;
import qcc.chip.Noise.Programming.Distribution;

/** Conductances of 128 x 128 cells of weight 42 = 2222 in base 4 after an offset of 128: all at level 2. */
class CoreCellsTest {
    private static final int LEVEL_2 = 0b10101010 - 128;
    private static final int CELLS = 128 * 128;

    private static double[] conductances(String noise) {
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 32, LEVEL_2);
        var cells = NoisyChips.cells(WeightEncoding.OFFSET, NoisyChips.nonIdealities(noise), group);
        return IntStream.range(0, CELLS).mapToDouble(i -> cells.conductances(0)[i]).toArray();
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        var mean = mean(values);
        return Math.sqrt(DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    /** Bounds of four standard errors of mean and deviation. */
    private static void assertNormal(double[] values, double mean, double deviation) {
        assertThat(mean(values)).isCloseTo(mean, within(4 * deviation / Math.sqrt(CELLS)));
        assertThat(deviation(values)).isCloseTo(deviation, within(4 * deviation / Math.sqrt(2 * CELLS)));
    }

    @ParameterizedTest
    @CsvSource({"independent, 0.15", "proportional, 0.1", "inverse_proportional, 0.225"})
    void programmingErrors(String distribution, double deviation) {
        assertNormal(conductances("programming: {distribution: %s, sigma: 0.05}".formatted(distribution)), 2, deviation);
    }

    @Test
    void anotherSeedIsAnotherSpecimen() {
        var one = conductances("programming: {distribution: independent, sigma: 0.05}");
        assertThat(conductances("programming: {distribution: independent, sigma: 0.05}, seed: 1")).containsExactly(one);
        assertThat(conductances("programming: {distribution: independent, sigma: 0.05}, seed: 2")[7]).isNotEqualTo(one[7]);
    }

    @Test
    void conductancesAreNotNegative() {
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 32, -128);
        var cells = NoisyChips.cells(WeightEncoding.OFFSET,
                NoisyChips.nonIdealities("programming: {distribution: independent, sigma: 0.05}"), group);
        var values = IntStream.range(0, CELLS).mapToDouble(i -> cells.conductances(0)[i]).toArray();
        assertThat(DoubleStream.of(values).min().orElseThrow()).isZero();
        assertThat(mean(values)).isCloseTo(0.15 / Math.sqrt(2 * Math.PI), within(0.003));
    }

    /** Fits by hand, at one conductance each. */
    @Test
    void publishedFits() {
        assertThat(deviation(Distribution.PCM_JOSHI, 0.4)).isCloseTo((-0.178767 + 0.7585724 + 0.28638599) / 25, within(1e-9));
        assertThat(deviation(Distribution.PCM_NANDAKUMAR, 0.5)).isCloseTo((-0.293275 + 0.9825 + 0.26348) / 25, within(1e-9));
        assertThat(deviation(Distribution.RRAM_MILO, 1)).isCloseTo((-0.009107 * 225 + 4.782321) / 225, within(1e-9));
        assertThat(deviation(Distribution.RRAM_WAN, 0.25)).isCloseTo((0.1536 - 1.167 + 2.374 + 1.053) / 40, within(1e-9));
        assertThat(ProgrammingError.deviation(new Programming(Distribution.RRAM_WAN, 2), 0.25))
                .isCloseTo(2 * deviation(Distribution.RRAM_WAN, 0.25), within(1e-12));
    }

    private static double deviation(Distribution distribution, double g) {
        return ProgrammingError.deviation(new Programming(distribution, 1), g);
    }

    @Test
    void theLowestLevelConducts() {
        assertThat(conductances("on_off_ratio: 4")).containsOnly(2 + 1.0);
        assertThat(conductances("on_off_ratio: 15")).containsOnly(2 + 3.0 / 14);
    }

    @Test
    void driftIsAPowerOfTime() {
        assertThat(conductances("drift: {nu: 0.05, reference_s: 20, elapsed_s: 20000}")).containsOnly(2 * StrictMath.pow(1000, -0.05));
        assertThat(DoubleStream.of(conductances("drift: {nu: 0.05, reference_s: 20, elapsed_s: 20000, compensated: true}")).boxed())
                .allSatisfy(g -> assertThat(g).isCloseTo(2, within(1e-12)));
    }

    /** With exponents of mean m and deviation d, ln g is normal with deviation d ln(t / t0). */
    @Test
    void exponentsDifferFromCellToCell() {
        var values = conductances("drift: {nu: 0.06, nu_sigma: 0.01, reference_s: 20, elapsed_s: 20000}");
        var logarithms = DoubleStream.of(values).map(g -> Math.log(g / 2)).toArray();
        assertNormal(logarithms, -0.06 * Math.log(1000), 0.01 * Math.log(1000));
    }

    @Test
    void phaseChangeMemoryDriftsByConductance() {
        var values = conductances("drift: {exponent: pcm_nandakumar, nu: 1, reference_s: 20, elapsed_s: 20000}");
        var logarithms = DoubleStream.of(values).map(g -> Math.log(g / 2)).toArray();
        assertNormal(logarithms, -0.049 * Math.log(1000), 0.008 * Math.log(1000));
    }

    @Test
    void sharesOfCellsAreStuck() {
        var values = conductances("stuck: {low: 0.02, high: 0.01}");
        assertThat(DoubleStream.of(values).filter(g -> g == 0).count()).isBetween(328 - 72L, 328 + 72L);
        assertThat(DoubleStream.of(values).filter(g -> g == 3).count()).isBetween(164 - 51L, 164 + 51L);
        assertThat(DoubleStream.of(values).filter(g -> g == 2).count()).isGreaterThan(15_500);
    }

    @Test
    void stuckCellsOfTwoValuesAreAtTheirLevels() {
        var chip = NoisyChips.chip(WeightEncoding.XNOR, "");
        var group = NoisyChips.filled(WeightEncoding.XNOR, 128, 1, 0);
        var cells = NoisyChips.cells(WeightEncoding.XNOR,
                NoisyChips.die(chip, "{core: 0, xbar: 0, stuck: [[5, 7, -1], [6, 0, 1]]}"), group);
        assertThat(cells.conductances(0)).containsSubsequence(0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(cells.conductances(0)[5 * 128 + 7]).isZero();
        assertThat(cells.conductances(0)[6 * 128]).isEqualTo(1);
        assertThat(StuckWeights.of(cells, group, 0)[5]).isEqualTo(-128);
        assertThat(StuckWeights.of(cells, group, 0)[6]).isEqualTo(1);
    }

    @Test
    void stuckCellsOfADieReplaceWhatIsProgrammed() {
        var chip = NoisyChips.chip(WeightEncoding.OFFSET, "");
        var cells = NoisyChips.cells(WeightEncoding.OFFSET,
                NoisyChips.die(chip, "{core: 0, xbar: 0, stuck: [[5, 6, 3]], adc: {7: {gain: 1.5, offset_lsb: -2}}}"),
                NoisyChips.filled(WeightEncoding.OFFSET, 128, 32, LEVEL_2));
        assertThat(cells.conductances(0)[5 * 128 + 6]).isEqualTo(3);
        assertThat(cells.conductances(0)[5 * 128 + 7]).isEqualTo(2);
        assertThat(cells.level(0, 5, 6)).isEqualTo(3);
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 32, LEVEL_2);
        assertThat(new GroupCells(cells, group, 0).converter(0, 7)).isEqualTo(new LineError(1.5, -2, 0));
        assertThat(new GroupCells(cells, group, 0).converter(0, 8)).isEqualTo(LineError.NONE);
        assertThat(StuckWeights.of(cells, group, 0)[5 * 32 + 6]).isEqualTo(LEVEL_2 + 1);
    }

    @Test
    void driversAndConvertersAreDrawn() {
        var nonIdealities = NoisyChips.nonIdealities("driver: {gain_sigma: 0.1, offset_lsb: 0.2, nonlinearity_lsb: 0.3}, "
                + "converter: {gain_sigma: 0.01, offset_lsb: 0.5, nonlinearity_lsb: 0.7}");
        var drivers = IntStream.range(0, CELLS).mapToObj(row -> nonIdealities.driver(0, 0, row)).toList();
        assertNormal(drivers.stream().mapToDouble(LineError::gain).toArray(), 1, 0.1);
        assertNormal(drivers.stream().mapToDouble(LineError::offset).toArray(), 0, 0.2);
        assertThat(drivers).allSatisfy(driver -> assertThat(driver.bow()).isBetween(-0.3, 0.3));
        assertThat(deviation(drivers.stream().mapToDouble(LineError::bow).toArray())).isCloseTo(0.3 / Math.sqrt(3), within(0.005));
        var readout = NoisyChips.chip(WeightEncoding.OFFSET, "").xbar().readout();
        var converters = IntStream.range(0, CELLS).mapToObj(xbar -> nonIdealities.converter(0, xbar, 5, readout)).toList();
        assertNormal(converters.stream().mapToDouble(LineError::gain).toArray(), 1, 0.01);
        assertNormal(converters.stream().mapToDouble(LineError::offset).toArray(), 0, 0.5);
        assertThat(nonIdealities.converter(0, 3, 127, readout)).as("one converter for 128 columns")
                .isEqualTo(nonIdealities.converter(0, 3, 0, readout));
    }
}

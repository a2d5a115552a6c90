package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Rounding;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.sim.array.WeightCode;
import qcc.sim.noise.CoreCells;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.LineError;
import qcc.sim.noise.NoisyChips;
import qcc.sim.noise.NonIdealities;
import qcc.sim.noise.ReadNoise;

class MeasuredGroupTest {
    private static final int SAMPLES = 16;
    private static final Optional<Converter> FINE = Optional.of(converter(16, 1, List.of(128)));

    private static Converter converter(int bits, int step, List<Integer> rowGroups) {
        return new Converter(bits, StepTable.uniform(step), Rounding.NEAREST, 8, 1, Signing.OFFSET, rowGroups);
    }

    private static GroupArithmetic.Copy copy(ArrayGroup group, NonIdealities nonIdealities) {
        var cells = NoisyChips.cells(group.encoding(), nonIdealities, group);
        return GroupArithmetic.of(group, false, new TableBudget(0), Optional.of(cells)).copy(0);
    }

    private static MeasuredGroup measured(ArrayGroup group, NonIdealities nonIdealities) {
        var cells = NoisyChips.cells(group.encoding(), nonIdealities, group);
        return MeasuredGroup.real(MeasuredCode.of(group, cells.pedestal()), new GroupCells(cells, group, 0));
    }

    /** The same group with sums from tables, if it has any. */
    private static MeasuredGroup fixed(ArrayGroup group, NonIdealities nonIdealities) {
        var core = NoisyChips.cells(group.encoding(), nonIdealities, group);
        var code = MeasuredCode.of(group, core.pedestal());
        var cells = new GroupCells(core, group, 0);
        return MeasuredGroup.of(code, cells, CellMatrix.measured(code, cells));
    }

    private static int[] product(AnalogGroup analog, ArrayGroup group, byte[] inputs, long firstSample) {
        var sums = new int[group.columns() * SAMPLES];
        analog.work(SAMPLES, firstSample).multiply(inputs, IntStream.range(0, group.rows()).toArray(), sums, 0, false);
        return sums;
    }

    private static byte[] inputs(ArrayGroup group, long seed) {
        var inputs = new byte[group.rows() * SAMPLES];
        new Random(seed).nextBytes(inputs);
        return inputs;
    }

    /** Real cells without errors give every bit of the ideal conversions, by either way of summing. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"XNOR", "TWOS_COMPLEMENT"})
    void withoutErrorsItIsTheIdealGroup(WeightEncoding encoding) {
        for (var seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var matrix = new byte[200 * 3];
            random.nextBytes(matrix);
            for (var i = 0; i < matrix.length; i++) {
                matrix[i] = (byte) Math.max(-127, matrix[i]);
            }
            var steps = seed % 2 == 0
                    ? StepTable.uniform(random.nextInt(1, 6))
                    : StepTable.uniform(random.nextInt(256, 1536)).withFractionBits(8);
            var converter = new Converter(random.nextInt(4, 11), steps,
                    random.nextBoolean() ? Rounding.NEAREST : Rounding.FLOOR, 8, 1,
                    random.nextBoolean() ? Signing.OFFSET : Signing.MSB_SUBTRACT, List.of(100, 28, 72));
            var group = NoisyChips
                    .placed(new ArrayGroup(0, 200, 3, matrix, encoding, List.of(2, 2, 2, 2), List.of(), Optional.of(converter)));
            var inputs = inputs(group, seed);
            var ideal = product(new ConvertedGroup(group, converter), group, inputs, 0);
            var none = NoisyChips.nonIdealities("programming: {distribution: independent, sigma: 0}, driver: {}, converter: {}");
            assertThat(product(measured(group, none), group, inputs, 0)).as("%s", converter).isEqualTo(ideal);
            assertThat(product(fixed(group, none), group, inputs, 0)).as("%s", converter).isEqualTo(ideal);
            var copy = (GroupArithmetic.Copy.Converted) copy(group, none);
            assertThat(copy.group()).isInstanceOf(TabulatedGroup.class);
            assertThat(product(copy.group(), group, inputs, 0)).as("%s", converter).isEqualTo(ideal);
        }
    }

    /** Levels of both signs, signed slices and xnor cells, in phases of any width. */
    @ParameterizedTest
    @CsvSource({"OFFSET, POS_NEG", "OFFSET, BIPOLAR", "DIFFERENTIAL_DIGITAL, BIPOLAR", "DIFFERENTIAL_ANALOG, POS_NEG",
            "DIFFERENTIAL_ANALOG, BIPOLAR", "DIFFERENTIAL_DIGITAL, MSB_SUBTRACT", "TWOS_COMPLEMENT, OFFSET", "TWOS_COMPLEMENT, BIPOLAR",
            "TWOS_COMPLEMENT, POS_NEG", "TWOS_COMPLEMENT, MSB_SUBTRACT", "XNOR, BIPOLAR"})
    void withoutErrorsSignedCodesAreTheIdealOnes(WeightEncoding encoding, Signing signing) {
        for (var seed = 0; seed < 30; seed++) {
            var group = random(encoding, signing, new Random(seed));
            var inputs = inputs(group, seed);
            var ideal = product(new ConvertedGroup(group, group.converter().orElseThrow()), group, inputs, 0);
            var none = NoisyChips.nonIdealities("programming: {distribution: independent, sigma: 0}, driver: {}, converter: {}");
            var copy = (GroupArithmetic.Copy.Converted) copy(group, none);
            assertThat(product(copy.group(), group, inputs, 0)).as("%s", group.converter()).isEqualTo(ideal);
            for (var sum : ideal) {
                assertThat((long) sum).isBetween(copy.range().minimum(), copy.range().maximum());
            }
        }
    }

    private static ArrayGroup random(WeightEncoding encoding, Signing signing, Random random) {
        var matrix = new byte[200 * 3];
        random.nextBytes(matrix);
        for (var i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) Math.max(-127, matrix[i]);
        }
        var converter = new Converter(random.nextInt(4, 11), StepTable.uniform(random.nextInt(1, 6)),
                random.nextBoolean() ? Rounding.NEAREST : Rounding.FLOOR, 8, random.nextInt(1, 4), signing, List.of(100, 28, 72));
        return NoisyChips.placed(
                new ArrayGroup(0, 200, 3, matrix, encoding, NoisyChips.sliceBits(encoding), List.of(), Optional.of(converter)));
    }

    /**
     * With converters that lose next to nothing, an error of a weight counts with what is driven: offsets of inputs are corrected for the weights
     * that are meant.
     */
    @ParameterizedTest
    @CsvSource({"OFFSET, POS_NEG", "OFFSET, BIPOLAR", "DIFFERENTIAL_ANALOG, BIPOLAR", "TWOS_COMPLEMENT, OFFSET", "TWOS_COMPLEMENT, BIPOLAR",
            "TWOS_COMPLEMENT, POS_NEG", "XNOR, BIPOLAR"})
    void errorsOfCellsAreErrorsOfWeights(WeightEncoding encoding, Signing signing) {
        var matrix = new byte[128 * 3];
        new Random(7).nextBytes(matrix);
        for (var i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) Math.max(-127, matrix[i]);
        }
        var steps = StepTable.uniform(1).withFractionBits(8);
        var converter = new Converter(20, steps, Rounding.NEAREST, 8, 1, signing, List.of(128));
        var group = NoisyChips.placed(
                new ArrayGroup(0, 128, 3, matrix, encoding, NoisyChips.sliceBits(encoding), List.of(), Optional.of(converter)));
        var noise = NoisyChips.nonIdealities("programming: {distribution: independent, sigma: 0.05}");
        var core = NoisyChips.cells(encoding, noise, group);
        var weights = weights(core, group);
        var inputs = inputs(group, 3);
        var offset = signing == Signing.OFFSET ? 128 : signing == Signing.BIPOLAR ? 0.5 : 0;
        var real = product(measured(group, noise), group, inputs, 0);
        for (var c = 0; c < 3; c++) {
            for (var s = 0; s < SAMPLES; s++) {
                var expected = 0.0;
                for (var row = 0; row < 128; row++) {
                    var weight = matrix[row * 3 + c];
                    var input = inputs[row * SAMPLES + s];
                    expected += weight * input + (weights[row * 3 + c] - weight) * (input + offset);
                }
                assertThat((double) real[c * SAMPLES + s]).isCloseTo(expected, within(80.0));
            }
        }
    }

    /** The weights that cells with errors hold: their levels put together as real numbers. */
    private static double[] weights(CoreCells core, ArrayGroup group) {
        var code = new WeightCode(group.encoding(), group.sliceBits());
        var result = new double[group.matrix().length];
        Arrays.fill(result, code.constant());
        for (var slice : group.slices()) {
            for (var row = 0; row < slice.rows(); row++) {
                for (var column = 0; column < slice.columns(); column++) {
                    for (var cell = 0; cell < code.cells(); cell++) {
                        var at = (slice.crossbarRow() + row) * 128 + slice.crossbarColumn() + column * code.cells() + cell;
                        var level = code.level(group.matrix()[row * group.columns() + column], slice.slice(), cell);
                        var error = NoisyChips.conductance(core, slice.crossbar(), at) - level;
                        var value = code.value(slice.slice(), level) + error * (group.encoding() == WeightEncoding.XNOR ? 2 : 1);
                        result[row * group.columns() + column] += (cell == 0 ? 1 : -1) * code.factor(slice.slice()) * value;
                    }
                }
            }
        }
        return Arrays.stream(result).map(weight -> weight / code.divisor()).toArray();
    }

    /** Tables hold cells in fixed point: codes differ from those of doubles where a sum lies within the resolution of a threshold, by one step. */
    @Test
    void tablesResolveCellsFinelyEnough() {
        var matrix = new byte[128 * 4];
        new Random(1).nextBytes(matrix);
        for (var i = 0; i < matrix.length; i++) {
            matrix[i] = (byte) (matrix[i] / 2);
        }
        var group = NoisyChips.placed(new ArrayGroup(0, 128, 4, matrix, WeightEncoding.DIFFERENTIAL_DIGITAL, List.of(2, 2, 2, 2), List.of(),
                Optional.of(converter(8, 2, List.of(128)))));
        var noise = NoisyChips.nonIdealities("programming: {distribution: proportional, sigma: 0.05}, on_off_ratio: 20");
        var inputs = inputs(group, 2);
        var copy = (GroupArithmetic.Copy.Converted) copy(group, noise);
        assertThat(copy.group()).isInstanceOf(TabulatedGroup.class);
        var tabulated = product(copy.group(), group, inputs, 0);
        assertThat(product(fixed(group, noise), group, inputs, 0)).isEqualTo(tabulated);
        var real = product(measured(group, noise), group, inputs, 0);
        var ideal = product(new ConvertedGroup(group, group.converter().orElseThrow()), group, inputs, 0);
        assertThat(meanSquare(tabulated, real)).isLessThan(meanSquare(ideal, real) / 10);
        for (var sum : tabulated) {
            assertThat((long) sum).isBetween(copy.range().minimum(), copy.range().maximum());
        }
    }

    private static double meanSquare(int[] a, int[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) (a[i] - b[i]) * (a[i] - b[i])).average().orElseThrow();
    }

    /**
     * Inputs of -128 + 255 drive every row in all 8 phases; cells of all four slices are at level 2. A product has the noise of 32 conversions,
     * each of variance (0.1 * 3)^2 * 128, plus 1/12 of rounding, weighted with 2^phase * 4^slice.
     */
    @Test
    void readNoiseHasTheVarianceOfItsCells() {
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 32, 42, FINE);
        var noisy = measured(group, NoisyChips.nonIdealities("read_sigma: 0.1"));
        var inputs = new byte[128 * SAMPLES];
        Arrays.fill(inputs, (byte) 127);
        var errors = IntStream.range(0, 40).boxed().flatMapToInt(i -> Arrays.stream(product(noisy, group, inputs, i * SAMPLES)))
                .mapToDouble(sum -> sum - 42 * 127 * 128.0).toArray();
        var weights = 0.0;
        for (var phase = 0; phase < 8; phase++) {
            for (var slice = 0; slice < 4; slice++) {
                weights += Math.pow(2, 2 * phase) * Math.pow(4, 2 * slice);
            }
        }
        var deviation = Math.sqrt((0.3 * 0.3 * 128 + 1.0 / 12) * weights);
        var mean = Arrays.stream(errors).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(4 * deviation / Math.sqrt(errors.length)));
        assertThat(Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElseThrow())).isCloseTo(deviation,
                within(4 * deviation / Math.sqrt(2 * errors.length)));
    }

    @Test
    void readNoiseDependsOnSampleAndPositionAlone() {
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 2, 5, FINE);
        var noisy = measured(group, NoisyChips.nonIdealities("read_sigma: 0.1"));
        var inputs = new byte[128 * SAMPLES];
        var all = product(noisy, group, inputs, 0);
        assertThat(product(noisy, group, inputs, 0)).isEqualTo(all);
        var later = product(noisy, group, inputs, 5);
        assertThat(later[0]).isEqualTo(all[5]);
        assertThat(all[1]).isNotEqualTo(all[0]);
        var work = noisy.work(SAMPLES, 0);
        var second = new int[all.length];
        var addresses = IntStream.range(0, group.rows()).toArray();
        work.multiply(inputs, addresses, second, 0, false);
        work.multiply(inputs, addresses, second, 0, false);
        assertThat(second[0]).isNotEqualTo(all[0]);
    }

    /** Every cell adds 3/14 of a level to the sum of driven levels; what is left after the correction is rounding, of half a step at most. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"XNOR", "TWOS_COMPLEMENT"})
    void whatTheLowestLevelConductsIsSubtracted(WeightEncoding encoding) {
        var group = NoisyChips.filled(encoding, 128, 2, 42, FINE);
        var inputs = inputs(group, 3);
        var real = product(measured(group, NoisyChips.nonIdealities("on_off_ratio: 15")), group, inputs, 0);
        var ideal = product(new ConvertedGroup(group, FINE.orElseThrow()), group, inputs, 0);
        for (var i = 0; i < real.length; i++) {
            assertThat(real[i]).isCloseTo(ideal[i], within(255 * 85 + 1));
        }
        assertThat(Math.sqrt(meanSquare(real, ideal))).isLessThan(12_000);
    }

    /** Drivers of gain 1.1 and offset 0.25 would give these sums; a bow cannot be seen at the ends of the range, where 1-bit drivers are. */
    @Test
    void driversScaleAndShiftTheirRows() {
        var group = NoisyChips.filled(WeightEncoding.OFFSET, 128, 1, 127, FINE);
        var noise = NoisyChips.nonIdealities("driver: {gain_sigma: 0.05, offset_lsb: 0.1, nonlinearity_lsb: 0.5}");
        var cells = new GroupCells(NoisyChips.cells(WeightEncoding.OFFSET, noise, group), group, 0);
        var gains = IntStream.range(0, 128).mapToDouble(row -> cells.conductances()[row * 4] / 3).sum();
        var offsets = IntStream.range(0, 128).mapToDouble(row -> cells.offsets()[row * 4] / 3).sum();
        var inputs = new byte[128 * SAMPLES];
        Arrays.fill(inputs, (byte) (-128 + 5));
        var expected = 0L;
        for (var phase = 0; phase < 8; phase++) {
            var sum = Math.floor(3 * ((5 >> phase & 1) * gains + offsets) + 0.5);
            expected += (1L << phase) * 85 * Math.max(0, (long) sum);
        }
        expected -= 128L * 5 * 128 + 128L * 127 * 128;
        assertThat(product(measured(group, noise), group, inputs, 0)[0]).isEqualTo((int) expected);
    }

    /** Gain, offset and bow by hand, of an 8-bit converter of step 2. */
    @Test
    void convertersFollowTheirCharacteristics() {
        var ideal = new Conversion(2, 1, 0, 255, 0);
        assertThat(new RealConverter(ideal, 1, LineError.NONE, new ReadNoise(0, 0)).code(7)).isEqualTo(4);
        assertThat(new RealConverter(ideal, 1, LineError.NONE, new ReadNoise(0, 0)).code(6.9)).isEqualTo(3);
        assertThat(new RealConverter(ideal, 1, new LineError(1.1, 0, 0), new ReadNoise(0, 0)).code(100)).isEqualTo(55);
        assertThat(new RealConverter(ideal, 1, new LineError(1, -2.5, 0), new ReadNoise(0, 0)).code(100)).isEqualTo(48);
        assertThat(new RealConverter(ideal, 1, new LineError(1, -2.5, 0), new ReadNoise(0, 0)).code(0)).isZero();
        assertThat(new RealConverter(ideal, 0, new LineError(1, 0, 1.5), new ReadNoise(0, 0)).code(255)).isEqualTo(129);
        assertThat(new RealConverter(ideal, 0, new LineError(1, 0, 1.5), new ReadNoise(0, 0)).code(510)).isEqualTo(255);
        assertThat(new RealConverter(ideal, 0, new LineError(1, 0, 1.5), new ReadNoise(0, 0)).code(600)).isEqualTo(255);
    }

    /** Products stay within the range that accumulators are checked against, whatever is wrong. */
    @ParameterizedTest
    @CsvSource({"OFFSET, OFFSET", "DIFFERENTIAL_DIGITAL, OFFSET", "DIFFERENTIAL_ANALOG, OFFSET", "DIFFERENTIAL_DIGITAL, POS_NEG",
            "OFFSET, BIPOLAR", "TWOS_COMPLEMENT, MSB_SUBTRACT", "TWOS_COMPLEMENT, BIPOLAR", "XNOR, BIPOLAR"})
    void productsStayInTheirRange(WeightEncoding encoding, Signing signing) {
        var noise = NoisyChips.nonIdealities("programming: {distribution: rram_wan, sigma: 3}, read_sigma: 0.2, on_off_ratio: 5, "
                + "driver: {gain_sigma: 0.2, offset_lsb: 0.5}, converter: {gain_sigma: 0.2, offset_lsb: 2, nonlinearity_lsb: 3}");
        for (var weight : new int[]{-100, 3, 127}) {
            var group = NoisyChips.filled(encoding, 128, 3, weight, Optional.of(
                    new Converter(9, StepTable.uniform(1), Rounding.NEAREST, 8, 1, signing, List.of(64, 64))));
            var measured = measured(group, noise);
            var range = copy(group, noise).range();
            for (var seed = 0; seed < 20; seed++) {
                for (var sum : product(measured, group, inputs(group, seed), 0)) {
                    assertThat((long) sum).isBetween(range.minimum(), range.maximum());
                }
            }
        }
    }
}

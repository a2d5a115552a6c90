package qcc.sim.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.ChipLoader;
import qcc.chip.CoreType;
import qcc.sim.SimulatorException;

class ProductModelTest {
    private static final List<Integer> ONES = List.of(1, 1, 1, 1, 1, 1, 1, 1);
    private static final List<Integer> PAIRS = List.of(2, 2, 2, 2);

    /** 3 * 5 + -2 * -8 = 31, with weights of four bits. */
    @Test
    void theDigitalPresetGivesTheStepsComputedByHand() {
        var group = ArrayGroups.placed(WeightEncoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1), 2, 1, new byte[]{5, -8}, 128, 0);
        var trace = ProductModel.of(group, digital(1)).run(new byte[]{3, -2});
        assertThat(trace.levels()).isDeepEqualTo(new int[][]{{1, 0}, {1, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}});
        assertThat(trace.columnSums()[0]).containsExactly(1, 0, 1, 0);
        assertThat(trace.columnSums()[1]).containsExactly(1, 0, 1, 1);
        assertThat(trace.columnSums()[7]).containsExactly(0, 0, 0, 1);
        assertThat(trace.codes()).isDeepEqualTo(trace.columnSums());
        assertThat(trace.accumulators()).isDeepEqualTo(new long[][]{{5}, {-1}, {-33}, {-97}, {-225}, {-481}, {-993}, {31}});
        assertThat(trace.corrections()).containsExactly(0);
        assertThat(trace.sums()).containsExactly(31);
        assertThat(trace.clipped()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 4", "3, 3", "8, 1"})
    void digitalMacrosTakeSeveralInputBitsACycle(int bitsPerCycle, int phases) {
        var group = random(WeightEncoding.TWOS_COMPLEMENT, ONES, 0, bitsPerCycle);
        var model = ProductModel.of(group, digital(bitsPerCycle));
        assertThat(model.inputs().phases()).hasSize(phases);
        assertProducts(group, model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"offset", "differential_digital", "differential_analog"})
    void analogMacrosThatLoseNothingGiveTheProduct(String encoding) {
        for (var signed : List.of("offset", "msb_subtract", "pos_neg", "none", "bipolar")) {
            var group = random(WeightEncoding.valueOf(encoding.toUpperCase(Locale.ROOT)), PAIRS, 5, signed.hashCode());
            assertProducts(group, ProductModel.of(group, analog(encoding, "[2, 2, 2, 2]", signed, 1, 12, 48)));
        }
    }

    @ParameterizedTest
    @CsvSource({"offset, 2", "pos_neg, 2", "none, 3", "offset, 8", "msb_subtract, 2", "msb_subtract, 7", "bipolar, 2", "bipolar, 3"})
    void analogMacrosDriveSeveralBitsAtOnce(String signed, int dacBits) {
        var group = random(WeightEncoding.OFFSET, PAIRS, 0, dacBits);
        assertProducts(group, ProductModel.of(group, analog("offset", "[2, 2, 2, 2]", signed, dacBits, 20, 128)));
    }

    @Test
    void aWideTopSliceIsReadAsASignedNumber() {
        var group = random(WeightEncoding.TWOS_COMPLEMENT, PAIRS, 0, 9);
        assertProducts(group,
                ProductModel.of(group, analog("twos_complement", "[2, 2, 2, 2]\n    signed_top_slice: true", "offset", 1, 12, 128)));
    }

    @Test
    void xnorCodesCountAgreements() {
        var group = ArrayGroups.placed(WeightEncoding.XNOR, List.of(1), 3, 1, new byte[]{0, -1, 0}, 128, 0);
        var model = ProductModel.of(group, analog("xnor", "[1]", "bipolar", 1, 8, 128));
        var trace = model.run(new byte[]{-1, -1, -128});
        assertThat(trace.levels()[0]).containsExactly(1, 1, -1);
        assertThat(trace.columnSums()[0]).containsExactly(-1);
        assertThat(trace.codes()[0]).containsExactly(1);
        assertThat(trace.sums()).containsExactly(1);
        assertProducts(group, model);
    }

    /** Cells of -1 and 1 hold 2 * w + 1 for weights w of any number of bits. */
    @Test
    void xnorWeightsOfSeveralBitsGiveTheProduct() {
        var group = ArrayGroups.placed(WeightEncoding.XNOR, ONES, 3, 1, new byte[]{100, -128, 7}, 128, 0);
        var model = ProductModel.of(group, analog("xnor", "[1, 1, 1, 1, 1, 1, 1, 1]", "bipolar", 1, 8, 128));
        assertThat(model.divisor()).isEqualTo(4);
        assertThat(model.run(new byte[]{5, -9, 127}).sums()).containsExactly(5 * 100 + 9 * 128 + 7 * 127);
        assertProducts(group, model);
    }

    /** A sum of 384 is 12 steps of 32; a step of 36 makes 396 of it. */
    @Test
    void codesCountStepsOfTheConverter() {
        var most = new byte[128];
        Arrays.fill(most, (byte) 127);
        for (var step : new int[]{32, 36}) {
            var placed = ArrayGroups.placed(WeightEncoding.OFFSET, PAIRS, 128, 1, most, 128, 0);
            var converter = new Converter(8, StepTable.uniform(step), Converter.Rounding.NEAREST, 8, 1, Converter.Signing.OFFSET,
                    List.of(128));
            var group = new ArrayGroup(5, 128, 1, most, placed.encoding(), placed.sliceBits(), placed.slices(), Optional.of(converter));
            var model = ProductModel.of(group, analog("offset", "[2, 2, 2, 2]", "offset", 1, 8, 128));
            var trace = model.run(most);
            assertThat(model.converterSteps()).containsOnly(step);
            assertThat(trace.codes()[0]).containsOnly(step == 32 ? 12 : 11);
            assertThat(trace.clipped()).isZero();
            assertThat(trace.rounded()).isEqualTo(step == 32 ? 0 : 32);
        }
    }

    @Test
    void rowsAreReadInGroupsOfThoseActiveAtOnce() {
        var group = random(WeightEncoding.OFFSET, List.of(4, 4), 40, 1);
        var steps = ProductModel.of(group, analog("offset", "[4, 4]", "offset", 1, 12, 48)).steps().stream()
                .filter(s -> s.slice() == 0 && s.crossbar() == 3).toList();
        assertThat(steps).extracting(ProductStep::crossbarRow).containsExactly(40, 48, 96);
        assertThat(steps).extracting(ProductStep::matrixRow).containsExactly(0, 8, 56);
        assertThat(steps).extracting(ProductStep::rows).containsExactly(8, 48, 32);
    }

    /** 128 rows of level 3 sum up to 384; the converter ends at 255. */
    @Test
    void codesEndWithTheConverter() {
        var most = new byte[128];
        Arrays.fill(most, (byte) 127);
        var group = ArrayGroups.placed(WeightEncoding.OFFSET, PAIRS, 128, 1, most, 128, 0);
        var trace = ProductModel.of(group, analog("offset", "[2, 2, 2, 2]", "offset", 1, 8, 128)).run(most);
        assertThat(trace.columnSums()[0]).containsOnly(384);
        assertThat(trace.codes()[0]).containsOnly(255);
        assertThat(trace.clipped()).isEqualTo(32);
        assertThat(trace.sums()[0]).isLessThan(128 * 127 * 127);
    }

    @Test
    void whatCannotBeModeledIsRefused() {
        var group = random(WeightEncoding.OFFSET, PAIRS, 0, 1);
        var unplaced = new ArrayGroup(5, 1, 1, new byte[1], WeightEncoding.OFFSET, List.of(8), List.of());
        assertFault(() -> ProductModel.of(unplaced, digital(1)), "array group 5 has no place in crossbars");
        var xnor = ArrayGroups.placed(WeightEncoding.XNOR, List.of(1), 1, 1, new byte[]{0}, 128, 0);
        assertFault(() -> ProductModel.of(xnor, analog("xnor", "[1]", "offset", 1, 8, 128)), "set xbar.input.signed to bipolar");
        var unsigned = ProductModel.of(group, analog("offset", "[2, 2, 2, 2]", "none", 1, 12, 128));
        assertFault(() -> unsigned.run(new byte[3]), "but 3 inputs are given");
    }

    private static void assertFault(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SimulatorException.class).hasMessageContaining(message);
    }

    private static void assertProducts(ArrayGroup group, ProductModel model) {
        var random = new Random(17);
        for (var i = 0; i < 4; i++) {
            var input = model.randomInput(random);
            var trace = model.run(input);
            assertThat(trace.clipped()).isZero();
            for (var column = 0; column < group.columns(); column++) {
                var expected = 0L;
                for (var row = 0; row < group.rows(); row++) {
                    expected += input[row] * group.matrix()[row * group.columns() + column];
                }
                assertThat(trace.sums()[column]).as("column %d", column).isEqualTo(expected);
            }
        }
    }

    private static ArrayGroup random(WeightEncoding encoding, List<Integer> sliceBits, int firstRow, long seed) {
        return ArrayGroups.placed(encoding, sliceBits, 300, 5, ArrayGroups.matrix(encoding, sliceBits, 300 * 5, new Random(seed)), 128,
                firstRow);
    }

    private static CoreType digital(int inputBitsPerCycle) {
        var text = ChipLoader.preset("d6cim-esscirc23").toYaml();
        return ChipLoader.parse(text.replace("input_bits_per_cycle: 1 ", "input_bits_per_cycle: " + inputBitsPerCycle + " "), "digital")
                .typeOf(0);
    }

    private static CoreType analog(String encoding, String sliceBits, String signed, int dacBits, int bits, int activeRows) {
        var text = ChipLoader.preset("d6cim-esscirc23").toYaml().replace("kind: digital", "kind: analog\n  array_ns: 100")
                .replace("tech: sram, bits: 1", "tech: reram, bits: " + (encoding.equals("xnor") ? 1 : 4))
                .replace("encoding: twos_complement", "encoding: " + encoding)
                .replace("pad: drive_zero_point", encoding.equals("xnor") ? "pad: gate_rows" : "pad: drive_zero_point")
                .replaceAll("slice_bits: \\[1, 1, 1, 1, 1, 1, 1, 1\\].*", "slice_bits: " + sliceBits)
                .replace("signed: msb_subtract", "signed: " + signed).replace("dac_bits: 1", "dac_bits: " + dacBits)
                .replaceAll("active_rows: 128", "active_rows: " + activeRows).replaceAll("(?s)  digital:.*?  write:",
                        "  adc: {bits: " + bits + ", conversion_ns: 1, columns_per_adc: 16, round: nearest}\n  write:");
        return ChipLoader.parse(text, "analog").typeOf(0);
    }
}

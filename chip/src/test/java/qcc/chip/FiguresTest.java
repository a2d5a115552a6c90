package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derived figures, checked against published ones where there are any. */
class FiguresTest {
    private static final String MINIMAL_WEIGHTS = "encoding: offset, slice_bits: [2, 2, 2, 2]";

    private static Chip analog(int rows, int cols, String weights, int cellBits, String input, String timing) {
        return TestChips.chip("rows: 128", "rows: " + rows, "cols: 64", "cols: " + cols, "active_rows: 64", "active_rows: " + rows,
                MINIMAL_WEIGHTS, weights, "bits: 2}", "bits: " + cellBits + "}",
                "bit_serial, dac_bits: 1, signed: offset", input, "array_ns: 100", timing, "entries: 64", "entries: 4096");
    }

    /** ISAAC: 16 phases of 100 ns for 16-bit inputs, 128 conversions of 1 / 1.28 GSps each; 128 rows of 2-bit cells need 9 bits, the converter has 8. */
    @Test
    void isaac() {
        var chip = TestChips.chip("cols: 64", "cols: 128", "active_rows: 64", "active_rows: 128", MINIMAL_WEIGHTS,
                "encoding: offset, slice_bits: [2, 2, 2, 2, 2, 2, 2, 2]", "bits: 32", "bits: 40",
                "{drive: bit_serial", "{bits: 16, drive: bit_serial", "conversion_ns: 1, columns_per_adc: 64",
                "conversion_ns: 0.78125, columns_per_adc: 128");
        var product = ProductCost.full(chip, chip.xbar(), 16, 16);
        assertThat(product.intervalNs()).isCloseTo(1600, within(1e-9));
        assertThat(product.latencyNs()).isCloseTo(1700, within(1e-9));
        assertThat(product.phases()).isEqualTo(16);
        assertThat(product.conversions()).isEqualTo(16 * 128);
        assertThat(AdcResolution.bitsFor(chip.xbar(), 128)).isEqualTo(9);
        assertThat(AdcResolution.safeRows(chip.xbar())).isEqualTo(85);
    }

    /** Jia: 16 macros of 1,152 rows and 64 weights of 4 bits every 200 ns give 11.8 TOPS; 8-bit converters are exact for 255 of the rows at once: 2.36. */
    @Test
    void jia() {
        var chip = TestChips.chip("rows: 128", "rows: 1152", "cols: 64", "cols: 256", "active_rows: 64", "active_rows: 1152",
                MINIMAL_WEIGHTS, "encoding: twos_complement, slice_bits: [1, 1, 1, 1]",
                "tech: reram, bits: 2", "tech: sram, bits: 1", "xbars: 2", "xbars: 16", "array_ns: 100",
                "timing: {latency_ns: 400, interval_ns: 200}", "{drive", "{bits: 4, drive");
        var figures = ChipReport.of(chip).types().getFirst().precisions().getFirst();
        assertThat(figures.weightBits()).isEqualTo(4);
        assertThat(figures.nominalTops()).isCloseTo(11.80, within(0.005));
        assertThat(figures.exactTops()).isCloseTo(2.36, within(0.005));
    }

    /** HERMES: 64 cores of 256 x 256 weights every 520 ns. */
    @Test
    void hermes() {
        var chip = TestChips.chip("rows: 128", "rows: 256", "cols: 64", "cols: 256", "active_rows: 64", "active_rows: 256", MINIMAL_WEIGHTS,
                "encoding: offset, slice_bits: [8]", "bits: 2}", "bits: 8}",
                "xbars: 2", "xbars: 64", "array_ns: 100", "timing: {latency_ns: 520, interval_ns: 520}", "entries: 64", "entries: 256");
        assertThat(ChipReport.of(chip).types().getFirst().precisions().getFirst().nominalTops()).isCloseTo(16.13, within(0.005));
    }

    /** Safe rows of 8-bit converters: 255, 85 and 17 for cells of 1, 2 and 4 bits. */
    @ParameterizedTest
    @CsvSource({"1, 255", "2, 85", "4, 17", "8, 1"})
    void safeRowsByCell(int cellBits, int rows) {
        var chip = analog(512, 64, "encoding: offset, slice_bits: [" + cellBits + "]", cellBits, "bit_serial, dac_bits: 1, signed: offset",
                "array_ns: 100");
        assertThat(AdcResolution.safeRows(chip.xbar())).isEqualTo(rows);
        assertThat(AdcResolution.bitsFor(chip.xbar(), rows)).isEqualTo(8);
        assertThat(AdcResolution.bitsFor(chip.xbar(), rows + 1)).isEqualTo(9);
    }

    /** Analog subtraction costs a bit for the sign, bipolar inputs double the range, and XNOR counts rows. */
    @Test
    void safeRowsByEncoding() {
        var serial = "bit_serial, dac_bits: 1, signed: offset";
        assertThat(
                AdcResolution.safeRows(analog(512, 64, "encoding: differential_analog, slice_bits: [1]", 1, serial, "array_ns: 1").xbar()))
                .isEqualTo(127);
        assertThat(
                AdcResolution.safeRows(analog(512, 64, "encoding: differential_digital, slice_bits: [1]", 1, serial, "array_ns: 1").xbar()))
                .isEqualTo(255);
        assertThat(AdcResolution.safeRows(
                analog(512, 64, "encoding: offset, slice_bits: [1]", 1, "bit_serial, dac_bits: 1, signed: bipolar", "array_ns: 1").xbar()))
                .isEqualTo(127);
        assertThat(AdcResolution.safeRows(
                analog(512, 64, "encoding: xnor, slice_bits: [1]", 1, "bit_serial, dac_bits: 1, signed: bipolar", "array_ns: 1").xbar()))
                .isEqualTo(255);
        assertThat(AdcResolution.safeRows(
                analog(512, 64, "encoding: offset, slice_bits: [4]", 4, "multilevel, dac_bits: 8, signed: offset", "array_ns: 1").xbar()))
                .isZero();
        assertThat(AdcResolution.safeRows(ChipLoader.preset("d6cim-esscirc23").xbar())).isEqualTo(128);
    }

    @Test
    void nothingIsExactWhereNotOneRowIsSafe() {
        var chip = analog(512, 64, "encoding: offset, slice_bits: [4]", 4, "multilevel, dac_bits: 8, signed: offset", "array_ns: 1");
        assertThat(ChipReport.of(chip).types().getFirst().precisions()).allSatisfy(figures -> {
            assertThat(figures.nominalTops()).isPositive();
            assertThat(figures.exactTops()).isZero();
        });
    }

    @Test
    void d6cimHoldsTwoMegabytesOfWeights() {
        var report = ChipReport.of(ChipLoader.preset("d6cim-esscirc23"));
        assertThat(report.types().getFirst().precisions()).extracting(PrecisionFigures::weightBits).containsExactly(8, 4, 2, 1);
        assertThat(report.types().getFirst().precisions()).extracting(PrecisionFigures::capacity).containsExactly(2097152L, 4194304L,
                8388608L, 16777216L);
        assertThat(report.types().getFirst().precisions()).extracting(figures -> figures.product().cycles()).containsExactly(64L, 16L, 4L,
                1L);
        var full = report.types().getFirst().precisions().getFirst();
        assertThat(full.nominalTops()).isCloseTo(2.0 * 128 * 16 * 1024 / 177.78 / 1000, within(0.001));
        assertThat(full.exactTops()).isEqualTo(full.nominalTops());
    }

    @Test
    void slicesOfNarrowWeights() {
        var offset = new Weights(Weights.Encoding.OFFSET, List.of(2, 2, 2, 2), false);
        assertThat(List.of(offset.slices(8), offset.slices(7), offset.slices(3), offset.slices(1))).containsExactly(OptionalInt.of(4),
                OptionalInt.of(4), OptionalInt.of(2), OptionalInt.of(1));
        assertThat(offset.slices(9)).isEmpty();
        var differential = new Weights(Weights.Encoding.DIFFERENTIAL_DIGITAL, List.of(2, 2, 2, 2), false);
        assertThat(differential.maxBits()).isEqualTo(9);
        assertThat(differential.columns(9)).hasValue(8);
        assertThat(differential.columns(3)).hasValue(2);
        assertThat(differential.columns(1)).hasValue(2);
    }

    /** A two's complement code ends with the slice that carries the sign, so a narrow weight may need all slices. */
    @Test
    void slicesOfNarrowWeightsInTwosComplement() {
        var mixed = new Weights(Weights.Encoding.TWOS_COMPLEMENT, List.of(2, 2, 1), false);
        assertThat(mixed.slices(2)).hasValue(3);
        assertThat(mixed.slices(5)).hasValue(3);
        assertThat(mixed.slices(6)).isEmpty();
        assertThat(new Weights(Weights.Encoding.TWOS_COMPLEMENT, List.of(4, 4), true).slices(4)).hasValue(2);
        assertThat(new Weights(Weights.Encoding.TWOS_COMPLEMENT, List.of(1, 1, 1, 1), false).slices(2)).hasValue(2);
    }

    /** Two passes over the rows, since 64 of 128 are active at once, and 8 phases each: 16 stages of 100 ns; 64 conversions of 1 ns fit below. */
    @Test
    void rowGroupsAndPhasesMultiply() {
        var chip = TestChips.chip();
        var product = ProductCost.full(chip, chip.xbar(), 8, 8);
        assertThat(product.phases()).isEqualTo(16);
        assertThat(product.intervalNs()).isEqualTo(1600);
        assertThat(product.latencyNs()).isEqualTo(1664);
        assertThat(product.cycles()).isEqualTo(167);
        assertThat(ProductCost.of(chip, chip.xbar(), 64, 16, 8, 8, 64).intervalNs()).isEqualTo(800);
        assertThat(ProductCost.of(chip, chip.xbar(), 65, 16, 8, 8, 64).intervalNs()).isEqualTo(1600);
        assertThat(ProductCost.of(chip, chip.xbar(), 64, 16, 8, 8, 32).intervalNs()).isEqualTo(1600);
    }

    /** 8 input phases x 128 rows x (1 + 64 x 0.5) pJ, and 16 phases x 64 conversions x (2 + 0.25) pJ. */
    @Test
    void energyOfAnAnalogProduct() {
        var chip = ChipLoader.parse(TestChips.minimal() + "energy: {driver_pj_per_row: 1, cell_pj: 0.5, adc_pj: 2, shift_add_pj: 0.25}\n",
                "chip.yaml");
        assertThat(ProductCost.full(chip, chip.xbar(), 8, 8).energyPj()).isEqualTo(8 * 128 * 33 + 16 * 64 * 2.25);
    }

    @Test
    void signPhasesDoubleTheProduct() {
        var chip = TestChips.chip("signed: offset", "signed: pos_neg");
        assertThat(ProductCost.full(chip, chip.xbar(), 8, 8).phases()).isEqualTo(32);
    }

    @Test
    void productsThatDoNotFitAreRefused() {
        var chip = TestChips.chip();
        assertThatThrownBy(() -> ProductCost.of(chip, chip.xbar(), 129, 16, 8, 8, 64))
                .hasMessage("rows of a product must be 1 to 128, not 129");
        assertThatThrownBy(() -> ProductCost.of(chip, chip.xbar(), 128, 17, 8, 8, 64))
                .hasMessage("weight columns of a product must be 1 to 16, not 17");
        assertThatThrownBy(() -> ProductCost.of(chip, chip.xbar(), 128, 16, 9, 8, 64))
                .hasMessage("input bits of a product must be 1 to 8, not 9");
        assertThatThrownBy(() -> ProductCost.of(chip, chip.xbar(), 128, 16, 8, 8, 0))
                .hasMessage("active rows of a product must be 1 to 64, not 0");
    }

    @Test
    void programmingTime() {
        var rows = ChipLoader.parse(TestChips.complete(), "complete").xbar().write();
        assertThat(rows.programNs(5, 128)).isEqualTo(3 * 100 * 8.5);
        assertThat(TestChips.chip("unit: row", "unit: cell").xbar().write().programNs(5, 4)).isEqualTo(2000);
        assertThat(TestChips.chip("unit: row", "unit: column").xbar().write().programNs(5, 4)).isEqualTo(400);
        assertThat(TestChips.chip("unit: row", "unit: crossbar").xbar().write().programNs(5, 4)).isEqualTo(100);
    }

    /** Where a group is one crossbar, the issue limit holds for crossbars. */
    @Test
    void issueLimitsSingleCrossbarGroups() {
        double both = ChipReport.of(TestChips.chip()).types().getFirst().precisions().getFirst().nominalTops();
        var limited = TestChips.chip("xbars: 2", "xbars: 2\n  groups: {share: none}\n  issue: {max_parallel_groups: 1}");
        assertThat(ChipReport.of(limited).types().getFirst().precisions().getFirst().nominalTops()).isEqualTo(both / 2);
    }
}

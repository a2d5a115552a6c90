package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

class ChipReportTest {
    @Test
    void textOfAnAnalogChip() {
        assertThat(ChipReport.of(TestChips.chip()).toText()).isEqualTo("""
                small, 100 MHz, software drives crossbars
                  cores              1 with 2 crossbars in all
                  memory             8 KiB local in all, 64 KiB global
                core: 1 x 2 analog crossbars of 128 x 64 cells, 64 rows active at once
                  ADC                8 bits, 8 needed to lose nothing with any weights; 64 rows at once are safe
                  weights x inputs       capacity   cycles  latency ns interval ns   energy pJ        TOPS  exact TOPS    TOPS/W
                  8 x 8 bits                 4096      167        1664        1600           0     0.00512     0.00512         -
                  4 x 4 bits                 8192       87         864         800           0     0.02048     0.02048         -
                  2 x 2 bits                16384       47         464         400           0     0.08192     0.08192         -
                  1 x 1 bits                16384       27         264         200           0      0.1638      0.1638         -
                """);
    }

    @Test
    void jsonOfThePreset() throws JsonProcessingException {
        var json = new ObjectMapper().readTree(ChipReport.of(ChipLoader.preset("d6cim-esscirc23")).toJson());
        assertThat(json.at("/arch").asText()).isEqualTo("d6cim-esscirc23");
        assertThat(json.at("/control").asText()).isEqualTo("wordline");
        assertThat(json.at("/types/0/kind").asText()).isEqualTo("digital");
        assertThat(json.at("/types/0/precisions/0/product/cycles").asInt()).isEqualTo(64);
        assertThat(json.at("/types/0/precisions/0/capacity").asInt()).isEqualTo(2097152);
    }

    @Test
    void everyTypeOfCoreIsReported() {
        var report = ChipReport.of(ChipLoader.parse(TestChips.complete(), "complete.yaml"));
        assertThat(report.types()).extracting(CoreFigures::type).containsExactly("analog", "digital");
        assertThat(report.types()).extracting(CoreFigures::cores).containsExactly(3, 3);
        assertThat(report.xbars()).isEqualTo(6 * 96);
        assertThat(report.localKib()).isEqualTo(6 * 64);
        assertThat(report.leakMw()).isEqualTo(10 + 6 + 57.6);
    }

    /** Two crossbars of 36,096 pJ every 1,600 ns; memory ports of 8 bytes, 4 lanes and one flit at 100 MHz; off-chip 2 GB/s at 15 pJ; leakage of 3 mW. */
    @Test
    void powerOfAllPartsTogether() {
        var text = TestChips.edited("cores: 1",
                "cores: 1\n  noc: {kind: bus, link_bits: 8, hop_cycles: 1, router_pj_per_flit: 10}\n  offchip: {gb_per_s: 2, pj_per_byte: 15}",
                "{kib: 64, bytes_per_cycle: 8}", "{kib: 64, bytes_per_cycle: 8, pj_per_byte: 2}", "{kib: 8, bytes_per_cycle: 8}",
                "{kib: 8, bytes_per_cycle: 8, pj_per_byte: 1}", "ops: [add, requantize]", "ops: [add, requantize], pj_per_op: 0.5")
                + "energy: {driver_pj_per_row: 1, cell_pj: 0.5, adc_pj: 2, shift_add_pj: 0.25, leak_mw: {xbar: 1, chip: 1}}\n";
        double product = 8 * 128 * 33 + 16 * 64 * 2.25;
        var report = ChipReport.of(ChipLoader.parse(text, "chip.yaml"));
        assertThat(report.peakWatts() * 1000)
                .isCloseTo(2 * product / 1600 + (8 * 2 + 8 * 1 + 4 * 0.5 + 10) * 0.1 + 2 * 15 + 3, within(1e-9));
        assertThat(report.toText()).contains("power              0.08172 W with every part busy that has an energy\n");
    }
}
